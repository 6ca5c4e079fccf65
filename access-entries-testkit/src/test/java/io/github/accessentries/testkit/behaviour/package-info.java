/**
 * EKS as it is documented or has been observed, fact by fact, through the SDK's real client. One class is about one topic:
 *
 * <ul>
 *   <li>what is on the wire: {@code WireFormatTest} and, for paths, {@code OperationsTest}, in the package of the wire; the
 *       nine operations and their members: {@code NineOperationsTest}
 *   <li>errors: {@code CreateAccessEntryErrorsTest}, {@code EntryErrorsTest}, {@code AccessPolicyErrorsTest}; those
 *       of authentication modes stand in {@code AuthenticationModesTest}
 *   <li>what may stand in a request: {@code InputRulesTest}; the types of entries: {@code EntryTypesTest}
 *   <li>user names: {@code DefaultUsernamesTest}; ARNs, partitions and principal ids: {@code EntryIdentityTest}
 *   <li>what operations do: {@code EntryLifeTest}, {@code AccessPoliciesTest}, {@code ListAccessEntriesTest}; many
 *       callers at once: {@code ManyCallersTest}
 *   <li>authentication modes: {@code AuthenticationModesTest}; entries that EKS makes by itself: {@code OwnEntriesTest}
 *   <li>{@code aws-auth} beside entries: {@code AwsAuthPrecedenceTest}; changes under way: {@code ConsistencyTest}
 *   <li>{@code QuotasTest}; where sources disagree: {@code VariantsTest}
 * </ul>
 */
@NullMarked
package io.github.accessentries.testkit.behaviour;

import org.jspecify.annotations.NullMarked;
