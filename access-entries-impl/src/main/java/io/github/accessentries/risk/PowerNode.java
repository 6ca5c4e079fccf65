package io.github.accessentries.risk;

import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import java.util.List;

/** What a path leads over. */
sealed interface PowerNode {

    /** Somebody, with all that is granted there. */
    record Who(Subject subject) implements PowerNode {}

    /** A grant, for all who hold it. */
    record Granted(PowerGrant grant) implements PowerNode {}

    /** Grants of one holder, for what takes rights of more than one. */
    record Together(List<PowerGrant> grants) implements PowerNode {}

    /** Whichever service account of a place one likes. */
    record AccountsOf(Where where) implements PowerNode {}

    /** Whichever service account one likes of the namespaces of a place in which something new can be made. */
    record AccountsOfNew(Where where) implements PowerNode {}

    /** Whichever user name one likes but those of service accounts. */
    record AnyUser() implements PowerNode {}

    /** Whichever user name of a service account that is bound like a user's. */
    record AnyAccountName() implements PowerNode {}

    /** Whichever group one likes. */
    record AnyGroup() implements PowerNode {}

    /** Whichever group one likes but system:masters. */
    record AnyLesserGroup() implements PowerNode {}

    /** A binding that one has added oneself to. */
    record Changed(PowerGrant binding) implements PowerNode {}

    /** Whichever binding that is there one likes. */
    record AnyBinding(String roleKind, Where where) implements PowerNode {}

    /** A role that one has bound to oneself. */
    record Bound(PowerTarget.BoundRole role) implements PowerNode {}

    /** Full control of the cluster or of namespaces. */
    record Control(Where where) implements PowerNode {}

    /** Reading every Secret. */
    record Secrets() implements PowerNode {}

    /** What can be had, but is not known; nothing is known to be reached from there. */
    record Unknown(String why) implements PowerNode {}

    /** Whether it only stands for many others. */
    default boolean isChoice() {
        return this instanceof AccountsOf
                || this instanceof AccountsOfNew
                || this instanceof AnyUser
                || this instanceof AnyAccountName
                || this instanceof AnyGroup
                || this instanceof AnyLesserGroup
                || this instanceof Changed
                || this instanceof AnyBinding;
    }
}
