/** Managed node groups and Fargate profiles. */
@NullMarked
package io.github.accessentries.testkit.internal.service.compute;

import org.jspecify.annotations.NullMarked;
