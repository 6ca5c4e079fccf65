/**
 * EKS, IAM, STS and as much of EC2 as clusters need, as plain state and rules: what exists, what is refused and in
 * which words. It knows nothing of the wire, the AWS SDK or JSON, and shares no rule with the library, so that a test
 * of the library against it proves something. {@link io.github.accessentries.testkit.internal.service.Cloud} holds
 * everything.
 *
 * <p>Whatever is stored is an immutable value: readers of the API take no lock and see a change whole or not at all;
 * changes to one cluster happen one after the other. Nothing runs in the background: whoever looks a cluster up first
 * completes what is due by the clock.
 *
 * <p>The packages, each of which knows only those named before it: {@code oidc}, {@code certificate}, {@code iam}, {@code kind}, {@code fault},
 * {@code sts}, {@code paging}, {@code tag}, {@code settings}, {@code version}, {@code update},
 * {@code compute}, {@code podidentity}, {@code addon}, {@code entry},
 * {@code cluster}, {@code eks}.
 *
 * <p>What AWS documents, or has answered to real calls, is played to the letter. The rest had to be decided, and is
 * listed in {@code docs/unverified-answers.md}.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service;

import org.jspecify.annotations.NullMarked;
