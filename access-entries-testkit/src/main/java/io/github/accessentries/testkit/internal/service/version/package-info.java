/** The versions of Kubernetes that clusters run, and of the platform below them. */
@NullMarked
package io.github.accessentries.testkit.internal.service.version;

import org.jspecify.annotations.NullMarked;
