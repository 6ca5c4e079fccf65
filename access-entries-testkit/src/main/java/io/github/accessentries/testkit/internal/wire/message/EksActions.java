package io.github.accessentries.testkit.internal.wire.message;

import io.github.accessentries.testkit.internal.service.iam.Denials;
import java.util.List;

/** Operations of EKS as IAM names them: actions such as {@code eks:CreateAccessEntry}. */
public final class EksActions {

    private static final String EKS = "eks:";
    private static final String ALL_OF_EKS = "eks:*";

    private EksActions() {}

    /**
     * The operations that are denied with some actions.
     *
     * @param principal whom they are denied to
     * @param actions actions of EKS, or {@code eks:*} for all of them
     * @return operations that {@link Denials} takes
     * @throws IllegalArgumentException if there are no such actions, or none are given
     */
    public static List<String> toDeny(String principal, List<String> actions) {
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("Name the actions to deny to " + principal + ", or " + ALL_OF_EKS);
        }
        return actions.stream().map(EksActions::operation).toList();
    }

    private static String operation(String action) {
        if (!action.startsWith(EKS)) {
            throw new IllegalArgumentException(
                    "Action \"" + action + "\" cannot be denied here; use actions of EKS such as"
                            + " eks:CreateAccessEntry, or " + ALL_OF_EKS);
        }
        return action.equals(ALL_OF_EKS) ? Denials.ALL : Operations.requireOfEks(action.substring(EKS.length()));
    }
}
