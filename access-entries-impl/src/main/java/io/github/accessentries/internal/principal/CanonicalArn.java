package io.github.accessentries.internal.principal;

import java.util.Arrays;

/**
 * An ARN that STS tells, in the form by which identities are looked up: the session of a role becomes the role, which
 * STS tells without its path; users, federated users and the account root stay as they are.
 *
 * @param kind what it is the ARN of
 * @param partition the second part of the ARN, whether AWS has such a partition or not
 * @param accountId the account, as it stands in the ARN
 * @param text the canonical ARN
 */
public record CanonicalArn(Kind kind, String partition, String accountId, String text) {

    private static final int SECTIONS = 6;
    private static final int PARTS_OF_A_SESSION = 3;

    /** What STS tells ARNs of. */
    public enum Kind {
        /** An IAM user. */
        USER,
        /** An IAM role. */
        ROLE,
        /** A session of a role. */
        ASSUMED_ROLE,
        /** A federated user. */
        FEDERATED_USER,
        /** The root user of an account. */
        ROOT;

        /**
         * Whether the user id is that of a role and, after a colon, the name of a session.
         *
         * @return {@code true} for roles and their sessions
         */
        public boolean hasSession() {
            return this == ROLE || this == ASSUMED_ROLE;
        }
    }

    /**
     * Takes an ARN apart.
     *
     * @param arn the ARN, as STS tells it
     * @return its canonical form
     * @throws IllegalArgumentException if STS tells no such ARN; the message is the reason alone, without the ARN
     */
    public static CanonicalArn of(String arn) {
        String[] sections = arn.split(":", SECTIONS);
        if (sections.length < SECTIONS || !sections[0].equals("arn")) {
            throw new IllegalArgumentException("it is not an ARN");
        }
        String partition = sections[1];
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
            default ->
                throw new IllegalArgumentException("it is not a user, a role, a role session or the account root");
        };
    }

    private static String roleName(String[] assumedRole) {
        if (assumedRole.length < PARTS_OF_A_SESSION) {
            throw new IllegalArgumentException("it is an assumed role without a session");
        }
        return String.join("/", Arrays.copyOfRange(assumedRole, 1, assumedRole.length - 1));
    }
}
