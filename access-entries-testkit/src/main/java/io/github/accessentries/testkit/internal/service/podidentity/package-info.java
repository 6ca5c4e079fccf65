/** Associations of service accounts with roles, by EKS Pod Identity. */
@NullMarked
package io.github.accessentries.testkit.internal.service.podidentity;

import org.jspecify.annotations.NullMarked;
