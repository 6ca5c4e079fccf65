/**
 * The calls to EKS, shared by changes to single entries and by plans. Not for users of the library, who find the same
 * operations in {@link io.github.accessentries.manage.AccessEntries}.
 *
 * <p>Each call is an {@code EksCall} that passes through a stack of channels, assembled in {@code EksChannel}: audit
 * around translation around rate limit around the SDK's client. Values of the SDK are converted in {@code SdkValues},
 * its exceptions in {@code EksErrors}. {@code PredictedEntries} answers the same calls without making them.
 */
@NullMarked
package io.github.accessentries.internal.calls;

import org.jspecify.annotations.NullMarked;
