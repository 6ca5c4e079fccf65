/**
 * EKS, IAM and STS as plain state and rules: what is there, what is refused and with which words. It knows neither the
 * wire nor the AWS SDK nor JSON, and shares no rule with the library, so that a test of the library against it proves
 * something.
 *
 * <p>{@link io.github.accessentries.testkit.service.Cloud} holds everything. Its
 * {@link io.github.accessentries.testkit.service.Iam} knows the principals of all accounts,
 * {@link io.github.accessentries.testkit.service.Sts} gives out sessions; an
 * {@link io.github.accessentries.testkit.service.EksService} is EKS for one account in one region, with one class for
 * each group of operations, and {@link io.github.accessentries.testkit.service.ClusterSide} for what the clusters know.
 * Whatever is stored is an immutable value: readers of the API take no lock and see a change whole or not at all; changes
 * to one cluster happen one after the other. What takes time does not run by itself: whoever looks a cluster up first
 * completes what is due by the clock. A refusal is a
 * {@link io.github.accessentries.testkit.service.ServiceFault}.
 *
 * <p>What AWS documents, or has answered to real calls, is played as it is. The rest had to be decided; tests of your own
 * should not rely on these answers, above all not on their texts. Where sources contradict each other, a
 * {@link io.github.accessentries.testkit.service.Variant} plays the other answer:
 *
 * <table>
 *   <caption>Answers that no source confirms</caption>
 *   <tr><th scope="col">case</th><th scope="col">answer of the fake</th></tr>
 *   <tr><td>A cluster name of more than 100 characters</td><td>the refusal for bad characters</td></tr>
 *   <tr><td>The list of types in the refusal of an unknown type</td><td>the four types of 2024, though seven are accepted</td></tr>
 *   <tr><td>Order of the checks of a request by itself</td><td>cluster name, user name, groups, principal, type, whether the type lets the caller choose, account, tags</td></tr>
 *   <tr><td>Order of mode, duplicate, principal and quota</td><td>mode, repeated token, duplicate, principal in IAM, quota</td></tr>
 *   <tr><td>Order within AssociateAccessPolicy</td><td>principal, form of the policy, scope, cluster, mode, entry, policy, type, reserved policy</td></tr>
 *   <tr><td>A principal of another partition, or whose name is taken under another path</td><td>{@code invalid principal}</td></tr>
 *   <tr><td>An Identity Center role without its path</td><td>{@code invalid principal}</td></tr>
 *   <tr><td>The account root, groups and federated users</td><td>the format is not valid; the root otherwise with {@code ACCEPT_ACCOUNT_ROOT}: its entry has {@code root} for its type and name in the ARN, and its own ARN for a user name</td></tr>
 *   <tr><td>A session name placeholder without a colon before it</td><td>InvalidParameterException, {@code The username must have a colon somewhere before the session name placeholder}; the raw placeholder alike</td></tr>
 *   <tr><td>A blank group</td><td>InvalidParameterException, {@code A kubernetes group name must not be blank}</td></tr>
 *   <tr><td>Length of user names and groups, their number and repetitions</td><td>no limit; kept as given</td></tr>
 *   <tr><td>Empty user name or groups on a node type</td><td>as if they were not given</td></tr>
 *   <tr><td>UpdateAccessEntry of a node type with a user name or groups</td><td>refused as on creation, reserved prefixes first</td></tr>
 *   <tr><td>UpdateAccessEntry that leaves a member out</td><td>the member goes back to its default; otherwise with {@code KEEP_ABSENT_MEMBERS}</td></tr>
 *   <tr><td>EC2 and HYPERPOD_LINUX with user name or groups, for a user, or in another account</td><td>refused like EC2_LINUX</td></tr>
 *   <tr><td>User name of HYPERPOD_LINUX</td><td><code>system:node:{{SessionName}}</code></td></tr>
 *   <tr><td>Groups of EC2_WINDOWS, FARGATE_LINUX, HYBRID_LINUX, HYPERPOD_LINUX</td><td>what aws-auth uses for such nodes</td></tr>
 *   <tr><td>Policies on EC2 beside AmazonEKSAutoNodePolicy</td><td>accepted</td></tr>
 *   <tr><td>An unknown type of scope</td><td>InvalidParameterException, {@code accessScope type must be one of [cluster, namespace]}</td></tr>
 *   <tr><td>A namespace that Kubernetes could not have, asterisks aside</td><td>InvalidParameterException, {@code The namespace … in accessScope is not valid}</td></tr>
 *   <tr><td>Policies per entry</td><td>no limit</td></tr>
 *   <tr><td>Associating a policy again</td><td>the scope is replaced, {@code associatedAt} stays, {@code modifiedAt} moves</td></tr>
 *   <tr><td>Disassociating a policy that the entry does not have</td><td>ResourceNotFoundException, {@code The specified policyArn is not associated with the specified principalArn.}; otherwise with {@code PASS_OVER_ABSENT_POLICIES}</td></tr>
 *   <tr><td>Update, delete, associate, disassociate for a service-linked role</td><td>refused as on creation</td></tr>
 *   <tr><td>ListAssociatedAccessPolicies on a node type</td><td>an empty list</td></tr>
 *   <tr><td>ListAccessEntries by an unknown policy</td><td>an empty list; a malformed one is an InvalidParameterException, {@code The associatedPolicyArn parameter format is not valid}</td></tr>
 *   <tr><td>ListAccessPolicies</td><td>every policy that is known to exist, also the few that EKS did not list in April 2026</td></tr>
 *   <tr><td>{@code maxResults} out of range</td><td>InvalidParameterException, {@code maxResults must be between 1 and 100}; one that is no number is a SerializationException</td></tr>
 *   <tr><td>A bad {@code nextToken}</td><td>InvalidParameterException, {@code The nextToken parameter is not valid}</td></tr>
 *   <tr><td>More than 3,000 entries</td><td>ResourceLimitExceededException, {@code The cluster has the maximum number of access entries, which is 3000.}</td></tr>
 *   <tr><td>A client request token again</td><td>the stored answer, even if the entry is gone or changed meanwhile; with another request InvalidParameterException, {@code The clientRequestToken was already used with other parameters}. The latest 4,096 of a cluster are kept</td></tr>
 *   <tr><td>{@code modifiedAt} of an entry after tags or policies changed</td><td>unchanged</td></tr>
 *   <tr><td>Tags that break a limit</td><td>InvalidParameterException on creation, BadRequestException afterwards: {@code A tag key must have 1 to 128 characters}, {@code A tag value must have at most 256 characters}, {@code A tag key must not begin with aws:: …}, {@code A resource has at most 50 tags}</td></tr>
 *   <tr><td>Tags of what does not exist, or of no ARN</td><td>NotFoundException, {@code The resource … could not be found}, and BadRequestException, {@code The resourceArn parameter format is not valid}</td></tr>
 *   <tr><td>Members of errors beside the message</td><td>{@code clusterName}, where the request names a cluster</td></tr>
 *   <tr><td>Order of permissions among the checks</td><td>after the signature and the form of the body, before everything else</td></tr>
 *   <tr><td>The resource in AccessDeniedException, but for CreateAccessEntry and for entries that are not there</td><td>the entry; for all that belongs to a cluster the cluster; without a name {@code cluster/*}; for ListAccessPolicies {@code *}; for tags the tagged ARN</td></tr>
 *   <tr><td>Order of lists</td><td>by the text of the ARN or name</td></tr>
 *   <tr><td>A cluster below the minimum platform version</td><td>access entries are refused as in mode CONFIG_MAP, a mode change is an InvalidRequestException, {@code The authentication mode cannot be changed on platform version … of Kubernetes …}, and DescribeCluster shows no {@code accessConfig}; what EKS adds on reaching the minimum is the creator's entry and those of node groups and profiles</td></tr>
 *   <tr><td>CreateCluster at a Kubernetes version</td><td>the first platform version that has access entries; other versions are an InvalidParameterException, {@code unsupported Kubernetes version}</td></tr>
 *   <tr><td>The bootstrap flag in DescribeCluster</td><td>shown as the request gave it, and not if it gave none</td></tr>
 *   <tr><td>Endpoint and certificate while a cluster is being created</td><td>not shown</td></tr>
 *   <tr><td>How long things take</td><td>creation and updates a second; deletion no time, though the answer says DELETING</td></tr>
 *   <tr><td>Entries of a cluster that is not active</td><td>read and changed as usual</td></tr>
 *   <tr><td>Order within UpdateClusterConfig</td><td>the request by itself, cluster, repeated token, running update, creation, platform version, mode</td></tr>
 *   <tr><td>An update while a cluster is being created, deletion meanwhile</td><td>ResourceInUseException, {@code Cannot … because cluster … is currently being created}; deletion while an update runs alike, in the form that updates have</td></tr>
 *   <tr><td>An unknown mode</td><td>InvalidParameterException, {@code authenticationMode must be one of [CONFIG_MAP, API_AND_CONFIG_MAP, API]}</td></tr>
 *   <tr><td>An update of nothing</td><td>InvalidParameterException, {@code The type for cluster update was not provided.}</td></tr>
 *   <tr><td>An update that is not there</td><td>ResourceNotFoundException, {@code No update found for id: …}</td></tr>
 *   <tr><td>Missing members in CreateCluster, CreateNodegroup and CreateFargateProfile</td><td>InvalidParameterException, {@code The … parameter is required}</td></tr>
 *   <tr><td>A role that is none, that is of another account or that IAM does not know, in the same operations</td><td>InvalidParameterException, {@code The … parameter is not the ARN of a role of this account}, {@code The role … could not be found}</td></tr>
 *   <tr><td>CreateCluster under a name that is taken</td><td>ResourceInUseException, {@code Cluster already exists with name: …}</td></tr>
 *   <tr><td>More than 100 clusters</td><td>ResourceLimitExceededException, {@code The account has the maximum number of clusters in this region, which is 100.}</td></tr>
 *   <tr><td>Deletion of a cluster that is protected</td><td>InvalidRequestException, {@code Cluster … has deletion protection enabled}</td></tr>
 *   <tr><td>Deletion of a cluster that has node groups or profiles</td><td>ResourceInUseException, {@code Cluster has nodegroups attached}, {@code Cluster has fargate profiles attached}</td></tr>
 *   <tr><td>A node group or profile that is there already</td><td>ResourceInUseException, {@code NodeGroup already exists with name … and cluster name …}; for a profile InvalidRequestException, {@code A Fargate Profile already exists with this name in this cluster.}</td></tr>
 *   <tr><td>A node group or profile that is not there</td><td>ResourceNotFoundException, {@code No node group found for name: ….}, {@code No Fargate Profile found with name: ….}</td></tr>
 *   <tr><td>A node group or profile while its cluster is being created</td><td>InvalidRequestException, {@code Cluster '…' is not in ACTIVE status}</td></tr>
 *   <tr><td>When the entry of a node group or profile comes</td><td>at once, even if the quota of entries is used up; if the role is no more when the mode changes, never</td></tr>
 *   <tr><td>Type of the entry of a node group with an image of its own, or of an unknown type</td><td>EC2_LINUX</td></tr>
 *   <tr><td>What EKS writes to aws-auth</td><td>roles without their path, with the groups that such nodes need; it stays when the node group is deleted, and when the mode changes</td></tr>
 *   <tr><td>Settings of clusters, node groups and profiles beside access</td><td>shown as given, unchecked, without the defaults that EKS adds; they do nothing, but for the protection from deletion</td></tr>
 *   <tr><td>Tags of node groups and Fargate profiles</td><td>set on creation only; the tag operations do not find them</td></tr>
 *   <tr><td>EKS Auto Mode</td><td>an entry for its node role, if one is named, as soon as the cluster is being created; none for the cluster role. UpdateClusterConfig does not turn Auto Mode on or off</td></tr>
 *   <tr><td>Changes of the entry of Auto Mode's node role: update, delete, policies, tags</td><td>InvalidRequestException, {@code The access entry belongs to EKS Auto Mode and cannot be changed}</td></tr>
 *   <tr><td>Endpoint and certificate of a cluster</td><td>an address that leads nowhere, and one certificate for all</td></tr>
 *   <tr><td>What IAM and EKS pass on late, where a test asks for delays</td><td>IAM: new principals; EKS: every change of an entry</td></tr>
 *   <tr><td>AssumeRole of an ARN that is no role or user</td><td>ValidationError, {@code … is invalid}</td></tr>
 *   <tr><td>AssumeRole of a user, or of a role that does not exist</td><td>AccessDenied, as for a role that does not trust the caller</td></tr>
 *   <tr><td>A {@code DurationSeconds} that is no integer</td><td>MalformedInput, text of our own, before all other checks</td></tr>
 *   <tr><td>Other parameters of AssumeRole: session policies, tags, external id, source identity, MFA</td><td>passed over</td></tr>
 *   <tr><td>{@code Expiration} in an answer in JSON</td><td>a number of seconds</td></tr>
 * </table>
 */
@NullMarked
package io.github.accessentries.testkit.service;

import org.jspecify.annotations.NullMarked;
