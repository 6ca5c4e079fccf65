/**
 * Refusals of EKS. Those of the documented classes have texts that real calls have shown, word for word; those of the
 * unverified classes are guesses, each of them a row of {@code docs/unverified-answers.md}.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.fault;

import org.jspecify.annotations.NullMarked;
