package io.github.accessentries.eks;

import io.github.accessentries.EntryRules;
import io.github.accessentries.internal.text.PlainText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARN of a cluster. */
record ClusterArn(String partition, String region, String account, String name) {

    private static final Pattern FORM =
            Pattern.compile("arn:(aws(?:-[a-z0-9]+)*):eks:([a-z]{2}[a-z0-9-]*):([0-9]{12}):cluster/([^/]+)");

    static ClusterArn of(String arn) {
        Matcher form = FORM.matcher(arn);
        if (!form.matches()) {
            throw new IllegalArgumentException(PlainText.quoted(arn) + " is not the ARN of a cluster; those look like"
                    + " arn:aws:eks:eu-west-1:111122223333:cluster/prod, as `aws eks describe-cluster` prints them");
        }
        EntryRules.requireClusterName(form.group(4));
        return new ClusterArn(form.group(1), form.group(2), form.group(3), form.group(4));
    }

    private String resource(String path) {
        return "arn:" + partition + ":eks:" + region + ":" + account + ":" + path;
    }

    /** All access entries of the cluster. */
    String entries() {
        return resource("access-entry/" + name + "/*");
    }

    /** All principals of a kind in the account of the cluster: IAM shows nobody those of other accounts. */
    String principals(String kind) {
        return "arn:" + partition + ":iam::" + account + ":" + kind + "/*";
    }

    @Override
    public String toString() {
        return resource("cluster/" + name);
    }
}
