package io.github.accessentries.internal.iac;

import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;

/** Why things that tools make beside access entries let somebody in, in the same words for every tool. */
public final class BesideEntries {

    /** Nodes that EKS keeps for the user. */
    public static final String NODES = "EKS itself makes the entry of the role of its nodes";

    /** Nodes that EKS keeps itself. */
    public static final String NODES_OF_EKS = "EKS itself makes the entry of the role of nodes that it keeps";

    /** Pods on Fargate. */
    public static final String PODS = "EKS itself makes the entry of the role of its pods";

    /** Capabilities. */
    public static final String CAPABILITY = "EKS itself makes the entry of its role";

    /** Providers of OpenID Connect. */
    public static final String OPENID_CONNECT =
            "lets in whom an OpenID Connect provider knows, who are no IAM principals";

    /** Templates within a document. */
    public static final String OTHER_TEMPLATE = "makes resources of another template; read that by itself";

    /** The ConfigMap of principals. */
    public static final String AWS_AUTH =
            "maps principals in the ConfigMap aws-auth, which are no access entries; read them from the cluster and"
                    + " migrate them";

    /** Roles and bindings. */
    public static final String RBAC =
            "says who may do what within the cluster, by roles and bindings, which are no access entries, so it is"
                    + " not read here";

    /** Packages of objects. */
    public static final String CHART =
            "makes the objects of a chart, among which may be roles, bindings and others that let somebody in; read"
                    + " what helm template prints";

    /** Objects of controllers. */
    public static final String CONTROLLED =
            "has a controller in the cluster make access entries; read it as a manifest, by the format of that"
                    + " controller";

    private BesideEntries() {}

    /**
     * Why a resource that is made by way of the Cloud Control API is named.
     *
     * @param type what it is to CloudFormation
     * @return the reason; empty if it has nothing to do with clusters
     */
    public static Optional<String> ofCloudControl(String type) {
        return type.startsWith("AWS::EKS::") || type.startsWith("AWS::CloudFormation::")
                ? Optional.of("is an " + PlainText.of(type) + " of the Cloud Control API, which is not read here")
                : Optional.empty();
    }
}
