/**
 * EKS, IAM and STS as plain state and rules: what is there, what is refused and with which words. It knows neither the
 * wire nor the AWS SDK nor JSON, and shares no rule with the library, so that a test of the library against it proves
 * something.
 *
 * <p>{@link io.github.accessentries.testkit.service.Cloud} holds everything. Its
 * {@link io.github.accessentries.testkit.service.Iam} knows the principals of all accounts; an
 * {@link io.github.accessentries.testkit.service.EksService} is EKS for one account in one region, with one class for
 * each group of operations. Whatever is stored is an immutable value: readers take no lock and see a change whole or
 * not at all; changes to one cluster happen one after the other. A refusal is a
 * {@link io.github.accessentries.testkit.service.ServiceFault}.
 */
@NullMarked
package io.github.accessentries.testkit.service;

import org.jspecify.annotations.NullMarked;
