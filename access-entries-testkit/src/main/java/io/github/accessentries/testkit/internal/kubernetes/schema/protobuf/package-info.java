/**
 * Kubernetes' protobuf, as clients send it, read into JSON by the table of types.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.schema.protobuf;

import org.jspecify.annotations.NullMarked;
