package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An entry or an association, whose arguments are asked for one by one, since one may be known where another is not. */
interface Resource {

    /** The type of an access entry. */
    String ENTRY = "aws_eks_access_entry";

    /** The type of what gives an entry a policy. */
    String ASSOCIATION = "aws_eks_access_policy_association";

    /** {@return what Terraform calls it} */
    String address();

    /** {@return where it stands in the document} */
    Field place();

    /** {@return where its cluster is} */
    Home home();

    /** {@return whether what the service chose stands among the arguments} */
    boolean hasWhatEksChose();

    /**
     * An argument.
     *
     * @param name its name
     * @return its value, plain; empty if it is not set
     * @throws Unanswered if it is not known
     */
    Optional<Field> argument(String name) throws Unanswered;

    /**
     * The tags that it carries, those from elsewhere included.
     *
     * @return their values, plain
     * @throws Unanswered if they are not known
     */
    Map<String, Field> tags() throws Unanswered;

    /**
     * The scopes of an association, of which there is one.
     *
     * @return their bodies, plain
     * @throws Unanswered if something in them is not known
     */
    List<Field> scopes() throws Unanswered;

    /** {@return the entries of the document to which it refers, as far as it matters whose it is} */
    EntryReferences references();
}
