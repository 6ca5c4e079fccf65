package io.github.accessentries.token;

import java.util.regex.Pattern;

/**
 * The form of cluster names, by the EKS API reference of CreateCluster; the ids of local clusters on Outposts have it too.
 * The name travels as a header, so this also keeps out what would end the header or be changed on its way.
 */
final class ClusterName {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,99}");

    private ClusterName() {}

    static String require(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" cannot be the name of an EKS cluster: that has 1 to 100"
                            + " letters, digits, hyphens and underscores and begins with a letter or digit; give the name alone,"
                            + " not the cluster's ARN or endpoint");
        }
        return name;
    }
}
