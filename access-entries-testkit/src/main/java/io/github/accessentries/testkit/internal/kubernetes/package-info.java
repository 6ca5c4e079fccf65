/**
 * The Kubernetes API of a fake cluster. A request comes in by a transport, is authenticated and authorized by the library
 * itself, and is answered from the objects in memory:
 *
 * <pre>
 * transport → server (who, whether, what) → admission → store
 * </pre>
 *
 * <p>Nothing runs what is stored.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes;

import org.jspecify.annotations.NullMarked;
