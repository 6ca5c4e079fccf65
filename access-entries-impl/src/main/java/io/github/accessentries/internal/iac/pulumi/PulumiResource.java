package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;

/**
 * A resource of a stack or a program.
 *
 * @param at where it stands
 * @param type its type, in the long form
 * @param address its URN, or its name in the program
 * @param name its name
 * @param properties what is wished of it
 * @param id what the provider calls it, if that is said
 * @param provider the address of what makes it, if that is said
 * @param computedTags all tags that it has got, those by default included, where the stack knows them
 * @param arn its ARN, where the stack knows it
 * @param isOnlyRead whether something else makes it
 * @param doubt why it is not certain to be what its properties say; empty if it is
 */
record PulumiResource(
        Field at,
        String type,
        String address,
        String name,
        Field properties,
        Optional<Field> id,
        Optional<String> provider,
        Optional<Field> computedTags,
        Optional<String> arn,
        boolean isOnlyRead,
        Optional<String> doubt) {

    static final String ENTRY = "aws:eks/accessEntry:AccessEntry";
    static final String ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
    static final String NATIVE_ENTRY = "aws-native:eks:AccessEntry";

    static final String ONLY_READ = "is only read, and made by something else";

    boolean is(String expected) {
        return type.equals(expected);
    }

    /** Whether it is an entry, or a policy of one. */
    static boolean isAccess(String type) {
        return type.equals(ENTRY) || type.equals(ASSOCIATION) || type.equals(NATIVE_ENTRY);
    }

    /** The name in a sentence. */
    String subject() {
        return PlainText.of(address);
    }

    /** Refuses what is not certain to be what its properties say. */
    void refuseDoubt() throws Unanswered {
        if (doubt.isPresent()) {
            throw new Unanswered(doubt.get());
        }
    }

    /** A property as it is written, for comparing. */
    String written(String property) {
        return properties
                .member(property)
                .filter(Field::isText)
                .flatMap(Field::text)
                .orElse("");
    }

    /** Whether something is said for a property. */
    boolean says(String property) {
        return properties.member(property).filter(field -> !field.isEmpty()).isPresent();
    }
}
