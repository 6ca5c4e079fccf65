package com.example.onboarding;

import io.github.accessentries.PrincipalArn;
import java.util.Set;

/**
 * A team and the IAM role of its developers.
 *
 * @param name letters and digits only: a name with a dash could lie within the namespaces of another team
 * @param developers whose sessions get the access
 */
public record Team(String name, PrincipalArn developers) {

    /** Not for teams, and nor is what begins with them and a dash: whoever edits in kube-system is an administrator. */
    private static final Set<String> OF_THE_CLUSTER = Set.of("kube", "default", "amazon", "aws", "eks", "cert", "ingress", "istio");

    public Team {
        if (!name.matches("[a-z][a-z0-9]{1,29}")) {
            throw new IllegalArgumentException("The team is called \"" + name + "\"; use 2 to 30 lower-case letters and digits");
        }
        if (OF_THE_CLUSTER.contains(name)) {
            throw new IllegalArgumentException("The namespaces " + name + " and " + name
                    + "-* are not for teams, since the cluster's own parts run in such; choose another name");
        }
    }
}
