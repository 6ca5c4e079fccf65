/**
 * The calls to EKS that managing single entries and carrying out plans share. Not for users of the library, who find the
 * same things in {@link io.github.accessentries.manage.AccessEntries}.
 *
 * <p>Each call is an {@code EksCall} that goes through a stack of channels, put together in {@code EksChannel}: audit around
 * translation around limit around the SDK's client. Values of the SDK end at {@code SdkValues}, its exceptions at
 * {@code EksErrors}. {@code PredictedEntries} answers the same calls without making them.
 */
@NullMarked
package io.github.accessentries.internal.calls;

import org.jspecify.annotations.NullMarked;
