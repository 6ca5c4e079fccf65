package io.github.accessentries.testkit.internal.kubernetes.writing;

import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.List;

/**
 * An object that a request brought, as its kind has it.
 *
 * @param object the object
 * @param warnings what the client is warned of
 */
public record Given(KubeObject object, List<String> warnings) {}
