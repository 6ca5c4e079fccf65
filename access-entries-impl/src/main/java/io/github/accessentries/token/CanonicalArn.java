package io.github.accessentries.token;

import io.github.accessentries.authn.RejectionReason;
import java.util.Arrays;

/**
 * An ARN that STS tells, in the form by which identities are looked up: the session of a role becomes the role, which
 * STS tells without its path; users, federated users and the account root stay as they are.
 */
record CanonicalArn(Kind kind, String partition, String accountId, String text) {

    private static final int SECTIONS = 6;
    private static final int PARTS_OF_A_SESSION = 3;

    enum Kind {
        USER,
        ROLE,
        ASSUMED_ROLE,
        FEDERATED_USER,
        ROOT;

        /** Whether the user id is that of a role and, after a colon, the name of a session. */
        boolean hasSession() {
            return this == ROLE || this == ASSUMED_ROLE;
        }
    }

    static CanonicalArn of(String arn) throws RefusedToken {
        String[] sections = arn.split(":", SECTIONS);
        if (sections.length < SECTIONS || !sections[0].equals("arn")) {
            throw refused("it is not an ARN");
        }
        String partition = sections[1];
        if (Partitions.find(partition).isEmpty()) {
            throw refused("it is of no known partition");
        }
        String accountId = sections[4];
        String[] resource = sections[5].split("/", -1);
        return switch (sections[2] + " " + resource[0]) {
            case "sts assumed-role" ->
                new CanonicalArn(
                        Kind.ASSUMED_ROLE,
                        partition,
                        accountId,
                        "arn:" + partition + ":iam::" + accountId + ":role/" + roleName(resource));
            case "sts federated-user" -> new CanonicalArn(Kind.FEDERATED_USER, partition, accountId, arn);
            case "iam role" -> new CanonicalArn(Kind.ROLE, partition, accountId, arn);
            case "iam user" -> new CanonicalArn(Kind.USER, partition, accountId, arn);
            case "iam root" -> new CanonicalArn(Kind.ROOT, partition, accountId, arn);
            default -> throw refused("it is none of a user, a role, a session of one, or the account root");
        };
    }

    private static String roleName(String[] assumedRole) throws RefusedToken {
        if (assumedRole.length < PARTS_OF_A_SESSION) {
            throw refused("it is an assumed role without a session");
        }
        return String.join("/", Arrays.copyOfRange(assumedRole, 1, assumedRole.length - 1));
    }

    private static RefusedToken refused(String fault) {
        return new RefusedToken(RejectionReason.BAD_ARN, "STS told an ARN that cannot log in: " + fault);
    }
}
