package io.github.accessentries.testkit.contract;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.KubernetesUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Somebody else who looks like one who is known: identities that differ in one part of their ARN, and users. */
final class Lookalikes {

    private static final String UNKNOWN_ID = "LOOKALIKELOOKALI";

    private static final String ZERO_WIDTH = "\u200B";

    private static final String AUTHENTICATED = "system:authenticated";

    private Lookalikes() {}

    static List<IamIdentity> of(IamIdentity known) {
        PrincipalArn arn = PrincipalArn.of(known.canonicalArn());
        String name = arn.path().substring(1) + arn.name();
        String otherAccount = arn.accountId().equals("000000000000") ? "999999999999" : "000000000000";
        String otherPartition = arn.partition().equals("aws-cn") ? "aws" : "aws-cn";
        String session = known.sessionName().orElse("contract");
        List<PrincipalArn> others = new ArrayList<>(List.of(
                principal(otherAccount, arn.isRole(), name).inPartition(arn.partition()),
                principal(arn.accountId(), arn.isRole(), name).inPartition(otherPartition)));
        List<PrincipalArn> inAccount = new ArrayList<>(List.of(
                principal(arn.accountId(), arn.isRole(), name + "-evil"),
                principal(arn.accountId(), arn.isRole(), "evil-" + arn.name()),
                principal(arn.accountId(), !arn.isRole(), name)));
        if (arn.name().length() > 1) {
            inAccount.add(principal(arn.accountId(), arn.isRole(), name.substring(0, name.length() - 1)));
            inAccount.add(principal(arn.accountId(), arn.isRole(), arn.name().substring(1)));
        }
        inAccount.forEach(other -> others.add(other.inPartition(arn.partition())));
        return others.stream().map(other -> identity(other, session)).toList();
    }

    private static PrincipalArn principal(String account, boolean role, String nameWithPath) {
        return role ? PrincipalArn.role(account, nameWithPath) : PrincipalArn.user(account, nameWithPath);
    }

    /** Sessions have the names that they choose, so that of somebody who is known says nothing. */
    private static IamIdentity identity(PrincipalArn arn, String session) {
        IamIdentity.Builder identity =
                IamIdentity.builder().canonicalArn(arn.canonical()).accountId(arn.accountId());
        return arn.isRole()
                ? identity.arn("arn:" + arn.partition() + ":sts::" + arn.accountId() + ":assumed-role/" + arn.name()
                                + "/" + session)
                        .principalId("AROA" + UNKNOWN_ID)
                        .sessionName(session)
                        .accessKeyId("ASIA" + UNKNOWN_ID)
                        .build()
                : identity.arn(arn.arn())
                        .principalId("AIDA" + UNKNOWN_ID)
                        .accessKeyId("AKIA" + UNKNOWN_ID)
                        .build();
    }

    /** Identities of STS that are neither of a role nor of a user: whoever is the account itself, and federated users. */
    static List<IamIdentity> ofOtherKinds() {
        return List.of(odd("arn:aws:iam::000000000000:root"), odd("arn:aws:sts::000000000000:federated-user/contract"));
    }

    private static IamIdentity odd(String arn) {
        return IamIdentity.builder()
                .arn(arn)
                .canonicalArn(arn)
                .accountId("000000000000")
                .principalId("000000000000")
                .accessKeyId("ASIA" + UNKNOWN_ID)
                .build();
    }

    /**
     * Users whose every word, of name, groups and the rest, is in the same way like one of somebody who is known: with something
     * behind it or in front, cut off at either end, in other letter case, or with a character that nobody sees.
     */
    static List<KubernetesUser> of(KubernetesUser known) {
        return Stream.<UnaryOperator<String>>of(
                        word -> word + "-evil",
                        word -> "evil-" + word,
                        word -> word.length() > 1 ? word.substring(0, word.length() - 1) : word + "-evil",
                        word -> word.length() > 1 ? word.substring(1) : "evil-" + word,
                        word -> otherCase(word, word.toUpperCase(Locale.ROOT)),
                        word -> otherCase(word, word.toLowerCase(Locale.ROOT)),
                        word -> word + " ",
                        word -> " " + word,
                        word -> word + "\0",
                        word -> word.substring(0, 1) + ZERO_WIDTH + word.substring(1))
                .map(change -> changed(known, word -> word.isEmpty() ? "evil" : change.apply(word)))
                .toList();
    }

    /** A word without such letters, as a number is, would stay the same, and be no lookalike. */
    private static String otherCase(String word, String changed) {
        return changed.equals(word) ? word + "-evil" : changed;
    }

    private static KubernetesUser changed(KubernetesUser known, UnaryOperator<String> change) {
        KubernetesUser.Builder user = KubernetesUser.builder()
                .username(change.apply(known.username()))
                .uid(change.apply(known.uid() + "id"));
        known.groups().stream()
                .filter(group -> !group.equals(AUTHENTICATED)) // which everybody is in
                .forEach(group -> user.addGroups(change.apply(group)));
        known.extra()
                .forEach((key, values) -> user.putExtra(
                        key,
                        values.stream().map(value -> attribute(value, change)).toList()));
        return user.build();
    }

    /** IAM has no two principals whose names differ in letter case alone, so that an ARN in another case is still theirs. */
    private static String attribute(String value, UnaryOperator<String> change) {
        String changed = change.apply(value);
        return value.startsWith("arn:") && changed.equalsIgnoreCase(value) ? value + "-evil" : changed;
    }
}
