package io.github.accessentries.awsauth;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One item of {@code mapRoles} or {@code mapUsers}, decoded as Go decodes JSON into a struct: keys match in any letter case,
 * of several the last in the order of the keys counts, null changes nothing, and what has the wrong type costs only itself.
 */
final class MappingItem {

    private static final String SSO = "sso";

    /** No ARN of IAM is longer, and a text has room for many faults of one mapping. */
    private static final int MOST_OF_ARN = 1000;

    private final String arnKey;
    private final Consumer<String> faults;

    private String arn = "";
    private String username = "";
    private final GoTextList groups = new GoTextList();
    private boolean sso;

    /**
     * Makes an item in which nothing is set.
     *
     * @param arnKey the key of the ARN, in small letters
     * @param faults takes what is wrong with it, each beginning with the ARN if it has one, so that it is told from the same
     *     fault of another mapping in its place
     */
    MappingItem(String arnKey, Consumer<String> faults) {
        this.arnKey = arnKey;
        this.faults = faults;
    }

    /**
     * Decodes the item.
     *
     * @param item its JSON, with the members of objects in the order of their keys
     * @return the mapping, empty if the cluster leaves it out
     */
    Optional<ArnMapping> decode(JsonElement item) {
        if (item instanceof JsonObject members) {
            // The ARN first: the faults of the others name it.
            members.entrySet().stream()
                    .filter(member -> isArn(member.getKey()))
                    .forEach(member -> arn = text(arnKey, member.getValue(), arn, "takes it for one without an ARN"));
            members.entrySet().stream()
                    .filter(member -> !isArn(member.getKey()))
                    .forEach(member -> decode(folded(member.getKey()), member.getValue()));
        } else if (!item.isJsonNull()) {
            tell("is not a mapping of keys to values, so the cluster leaves it out");
            return Optional.empty();
        }
        return mapping();
    }

    private boolean isArn(String key) {
        return folded(key).equals(arnKey);
    }

    private void tell(String fault) {
        String shown = arn.length() > MOST_OF_ARN ? arn.substring(0, MOST_OF_ARN) + "…" : arn;
        faults.accept((arn.isEmpty() ? ": " : " of " + PlainText.name(shown) + ": ") + fault);
    }

    private void decode(String key, JsonElement value) {
        switch (key) {
            case "username" -> username = text(key, value, username, "maps to no user name");
            case "userid" -> text(key, value, "", "goes on without it");
            case "groups" -> decodeGroups(value);
            case SSO -> sso = !value.isJsonNull();
            default -> {
                // The cluster does not know the key either.
            }
        }
    }

    private String text(String key, JsonElement value, String before, String effect) {
        if (value instanceof JsonPrimitive text && text.isString()) {
            return text.getAsString();
        }
        if (!value.isJsonNull()) {
            tell("has a " + key + " that is not text, so the cluster " + effect + "; put it in quotes");
        }
        return before;
    }

    private void decodeGroups(JsonElement value) {
        if (value.isJsonNull()) {
            groups.clear();
            return;
        }
        if (!(value instanceof JsonArray list)) {
            tell("has groups that are not a list, so the cluster goes on without them");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            groups.reach(i);
            JsonElement group = list.get(i);
            if (group instanceof JsonPrimitive text && text.isString()) {
                groups.set(i, text.getAsString());
            } else if (!group.isJsonNull()) {
                tell("has a group that is not text, groups[" + i
                        + "], which the cluster takes for an empty one; put it in quotes");
            }
        }
        groups.end(list.size());
    }

    private Optional<ArnMapping> mapping() {
        boolean matcher = sso && arnKey.equals("rolearn");
        if (matcher && !arn.isEmpty()) {
            tell("has both rolearn and sso, so the cluster leaves it out; remove sso");
            return Optional.empty();
        }
        if (matcher) {
            tell("has sso, which matches nobody unless the authenticator was told to support it; give the rolearn of"
                    + " the permission set's role, without its path");
            return Optional.empty();
        }
        if (arn.isEmpty()) {
            tell("has no " + arnKey);
            return Optional.empty();
        }
        if (MappedArn.hasLookAlikes(arn)) {
            tell(
                    "has an ARN with a letter that looks like another one, which the cluster may take for it; write it in plain"
                            + " letters");
        }
        return Optional.of(ArnMapping.of(arn, username, groups.texts()));
    }

    /** Letters that are alike to Go: besides the case of ASCII, the long s and the sign for kelvins. */
    private static String folded(String key) {
        StringBuilder folded = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char letter = key.charAt(i);
            folded.append(
                    switch (letter) {
                        case '\u017F' -> 's';
                        case '\u212A' -> 'k';
                        default -> letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
                    });
        }
        return folded.toString();
    }
}
