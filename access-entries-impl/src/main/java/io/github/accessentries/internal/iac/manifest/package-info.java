/**
 * Files that a shell may fill in before a tool reads them the way Kubernetes reads YAML: with placeholders, and where {@code null}
 * means that nothing was said. Not for users of the library.
 */
@NullMarked
package io.github.accessentries.internal.iac.manifest;

import org.jspecify.annotations.NullMarked;
