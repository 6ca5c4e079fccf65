package io.github.accessentries.testkit.internal.kubernetes.store;

import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.List;

/**
 * The objects of a kind at one moment.
 *
 * @param version the version of the last write to the store until then, whatever its kind
 * @param objects in order of namespace and name
 */
public record Snapshot(long version, List<KubeObject> objects) {}
