package io.github.accessentries.testkit.command;

import java.io.PrintWriter;
import java.util.List;

/**
 * The lines to paste that a served fake begins with. The first tells programs where it is.
 *
 * @param endpoint where it is served
 * @param region its region
 * @param account its account
 * @param clusters the clusters that it has
 */
record Invitation(String endpoint, String region, String account, List<String> clusters) {

    void print(PrintWriter out) {
        out.println("EKS endpoint: " + endpoint);
        out.println();
        out.println("For the AWS CLI, kubectl, Terraform and any other client, in another shell:");
        out.println();
        out.println("  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=" + region
                + " AWS_DEFAULT_REGION=" + region);
        out.println("  export AWS_ENDPOINT_URL=" + endpoint);
        if (clusters.isEmpty()) {
            out.println("  aws eks list-clusters");
        } else {
            aboutCluster(out, clusters.get(0));
        }
        out.println();
        out.println("And back to where it began:");
        out.println();
        out.println("  curl -X POST " + endpoint + "/_fake/reset");
    }

    private void aboutCluster(PrintWriter out, String cluster) {
        String role = "arn:aws:iam::" + account + ":role/team-a-dev";
        out.println("  aws eks create-access-entry --cluster-name " + cluster + " --principal-arn " + role);
        out.println("  aws eks associate-access-policy --cluster-name " + cluster + " --principal-arn " + role + " \\");
        out.println("    --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy \\");
        out.println("    --access-scope 'type=namespace,namespaces=team-a*'");
        out.println("  aws eks list-access-entries --cluster-name " + cluster);
        out.println("  aws eks update-kubeconfig --name " + cluster + " --kubeconfig " + cluster + ".kubeconfig");
        out.println("  kubectl --kubeconfig " + cluster + ".kubeconfig auth whoami");
    }
}
