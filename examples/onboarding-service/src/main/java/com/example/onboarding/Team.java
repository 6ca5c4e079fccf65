package com.example.onboarding;

import io.github.accessentries.PrincipalArn;

/**
 * A team and the IAM role of its developers.
 *
 * @param name letters and digits only: a name with a dash could lie within the namespaces of another team
 * @param developers whose sessions get the access
 */
public record Team(String name, PrincipalArn developers) {

    public Team {
        if (!name.matches("[a-z][a-z0-9]{1,29}")) {
            throw new IllegalArgumentException(
                    "The team is called \"" + name + "\"; use 2 to 30 lower-case letters and digits");
        }
    }
}
