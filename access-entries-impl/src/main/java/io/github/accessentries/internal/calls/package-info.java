/**
 * The calls to EKS that managing entries one by one and carrying out plans share. Not for users of the library, who find
 * the same things in {@link io.github.accessentries.AccessEntries}.
 *
 * <p>Values of the SDK end at {@code SdkValues}, its exceptions at {@code EksErrors}.
 */
@NullMarked
package io.github.accessentries.internal.calls;

import org.jspecify.annotations.NullMarked;
