package io.github.accessentries.risk;

import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.text.PlainText;

/** Says what somebody does who takes a step. */
final class StepWords {

    private StepWords() {}

    /** For example {@code create pods in ci that run as ServiceAccount "deployer/ci"}. */
    static String action(PowerWay way, PowerTarget reached) {
        PowerRight right = way.first();
        return switch (way.kind()) {
            case FULL_CONTROL -> "create pods in " + place(reached) + " that run as " + reached;
            case POD_CREATE ->
                right.makesNew()
                        ? "create " + resource(right) + " in " + place(reached) + " that run as " + reached
                        : "change " + resource(right) + " in " + place(reached) + " to run commands as " + reached;
            case POD_EXEC -> "run commands in a pod as " + reached;
            case TOKEN_CREATE -> "create a token of " + reached;
            case SECRETS_READ -> "read a token of " + reached + " among the Secrets of " + place(reached);
            case TOKEN_SECRET ->
                "create a Secret in " + place(reached) + " that gets a token of " + reached + ", and read it";
            case IMPERSONATE -> "impersonate " + reached;
            case NODE_PROXY -> "run commands as " + reached + " through the kubelet of its node";
            case CSR_APPROVE -> "request and approve a certificate of " + reached;
            case BIND -> bind(reached);
            case ESCALATE ->
                escalate(way) + (way.needs().size() > 2 ? " that it may bind" : " that it has") + ", for " + reached;
            case WEBHOOK_WRITE -> "set up a webhook that changes what others write, for " + reached;
            case MUTATING_POLICY_WRITE -> "set up a policy that changes what others write, for " + reached;
            case API_SERVICE_WRITE -> "take over an API group and see what others send, for " + reached;
            case VOLUME_CREATE -> "mount a node's own disk and take the token of " + reached;
            case ACCESS_ENTRY_WRITE -> "change " + resource(right) + " and so make anybody an administrator";
            case AWS_AUTH_WRITE ->
                right.is(CompanionRight.AWS_AUTH_CREATE)
                        ? "make aws-auth" + (way.needs().size() > 1 ? " anew" : "")
                                + ", and map any IAM principal to system:masters in it"
                        : "map any IAM principal to system:masters in aws-auth";
            default -> way.kind().effect() + ", for " + reached;
        };
    }

    private static String escalate(PowerWay way) {
        boolean takenIn = Conditions.TAKEN_IN.equals(way.condition());
        PowerWay.Need write = way.needs().get(1);
        if (write.rights().get(0).makesNew()) {
            boolean isItself = write.name() != null || way.needs().size() > 2;
            return isItself && !takenIn
                    ? "make a role with all permissions"
                    : "make a ClusterRole with all permissions and the label for a role";
        }
        return takenIn ? "add all permissions to a part of a role" : "add all permissions to a role";
    }

    private static String bind(PowerTarget reached) {
        return reached instanceof PowerTarget.FullControl control
                ? "bind ClusterRole \"cluster-admin\" " + control.where() + " to itself"
                : "bind " + reached + " to itself";
    }

    private static String resource(PowerRight right) {
        return right.request().resource();
    }

    private static String place(PowerTarget reached) {
        return reached instanceof PowerTarget.Identity identity
                        && identity.subject() instanceof Subject.ServiceAccount account
                ? PlainText.name(account.namespace())
                : "the namespace";
    }
}
