package io.github.accessentries.internal.iac;

import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import java.util.Optional;

/** What EKS chose for an entry where nobody else did, and what tools write down as if it had been wished. */
public final class ComputedByEks {

    private ComputedByEks() {}

    /**
     * Whether groups and user name of an entry are none of the choice of whoever made it.
     *
     * @param type the type of the entry
     * @return whether it is one of nodes
     */
    public static boolean isForNodes(Optional<Text> type) {
        try {
            return type.isPresent() && EntryType.of(type.get().value()).isForNodes();
        } catch (IllegalArgumentException noType) {
            return false;
        }
    }

    /**
     * The user name, unless it is the one that EKS generates anyway.
     *
     * @param members where it stands
     * @param name what it is called there
     * @param principal whose entry it is
     * @return the user name that somebody chose
     */
    public static Optional<Text> chosenUsername(Members members, String name, Text principal) {
        return members.text(name).filter(text -> !text.value().isEmpty() && !isGenerated(text, principal));
    }

    /**
     * Whether a user name is the one that EKS generates anyway.
     *
     * @param username the user name
     * @param principal whose entry it is
     * @return whether it may stand there although nobody chose it
     */
    public static boolean isGenerated(Text username, Text principal) {
        try {
            return username.value().equals(EntryRules.generatedUsername(PrincipalArn.of(principal.value())));
        } catch (IllegalArgumentException noPrincipal) {
            return false;
        }
    }
}
