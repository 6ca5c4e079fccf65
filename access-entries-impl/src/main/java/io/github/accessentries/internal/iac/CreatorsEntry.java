package io.github.accessentries.internal.iac;

import io.github.accessentries.internal.field.Field;
import java.util.Optional;

/** The entry that EKS makes for whoever creates a cluster, as files ask for it or decline it. */
public final class CreatorsEntry {

    /** What the flag is called that asks for it. */
    public static final String FLAG = "bootstrapClusterCreatorAdminPermissions";

    private static final String CREATOR = "whoever creates the cluster becomes an administrator of it";
    private static final String NOBODY_SAYS_WHO = CREATOR + ", and no file says who that is";

    private CreatorsEntry() {}

    /**
     * Why the entry is named.
     *
     * @param flag the flag, which EKS takes for true if it is left out
     * @return the reason; empty if there is no such entry, or, with a fault, if the flag is no truth value
     */
    public static Optional<String> reason(Optional<Field> flag) {
        return flag.isEmpty()
                ? Optional.of(leftOut(FLAG))
                : flag.get().truth().filter(Boolean::booleanValue).map(truth -> asked(FLAG));
    }

    /**
     * Why the entry is named where nothing is said of it.
     *
     * @param flag what the flag is called there
     * @return the reason
     */
    public static String leftOut(String flag) {
        return flag + " is left out, which EKS takes for true: " + NOBODY_SAYS_WHO;
    }

    /**
     * Why the entry is named where it is asked for.
     *
     * @param flag what the flag is called there
     * @return the reason
     */
    public static String asked(String flag) {
        return flag + " is true: " + NOBODY_SAYS_WHO;
    }

    /**
     * Why the entry is named where nobody knows whether there is one.
     *
     * @param reason what is not known, in a sentence without its subject
     * @return the reason
     */
    public static String unknown(String reason) {
        return reason + ", and so nothing says whether " + CREATOR;
    }
}
