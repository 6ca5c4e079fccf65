package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.PermissionSet;
import io.github.accessentries.PermissionSetException;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.plan.PrincipalDirectory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A permission set in place of a principal, and where it stands.
 *
 * @param permissionSet the permission set
 * @param at its place
 */
record PermissionSetText(PermissionSet permissionSet, Field at) {

    /** Any account will do to check the name. */
    private static final String NO_ACCOUNT = "000000000000";

    /** Reads {@code {permissionSet: Admin, account: "111122223333"}}; what is wrong is a fault at its place. */
    static Optional<PermissionSetText> of(Members members) {
        Optional<Text> name = members.required("permissionSet");
        Optional<Text> account = members.required("account");
        Optional<Text> partition = members.text("partition");
        if (name.isEmpty() || account.isEmpty()) {
            return Optional.empty();
        }
        return name.get()
                .as(text -> PermissionSet.of(text, NO_ACCOUNT))
                .flatMap(named -> account.get().as(id -> PermissionSet.of(named.name(), id)))
                .flatMap(set -> partition.isPresent() ? partition.get().as(set::inPartition) : Optional.of(set))
                .map(set -> new PermissionSetText(set, members.at()));
    }

    /**
     * The ARN of the role that stands for the permission set; that there is none, or that it is not known, is a fault.
     *
     * @param directory finds it, {@code null} if there is none
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked
     */
    Optional<Text> role(@Nullable PrincipalDirectory directory) {
        if (directory == null) {
            at.fault("only IAM knows which role stands for " + permissionSet
                    + "; read the file with a directory(..), or give the role's ARN");
            return Optional.empty();
        }
        try {
            return Optional.of(new Text(directory.roleOf(permissionSet).toString(), at));
        } catch (PermissionSetException notCertain) {
            at.fault(String.valueOf(notCertain.getMessage()));
            return Optional.empty();
        }
    }
}
