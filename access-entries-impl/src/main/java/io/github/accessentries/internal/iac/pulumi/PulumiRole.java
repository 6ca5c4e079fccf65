package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The role that a provider works as. Other ARNs among its settings, such as those within policies, say nothing of its account. */
final class PulumiRole {

    /** The setting with one role. */
    static final String ASSUMED = "assumeRole";

    /** The setting with roles of which each is assumed by the one before it. */
    static final String ALL_ASSUMED = "assumeRoles";

    /** The setting with the role that a token is exchanged for. */
    static final String BY_WEB_IDENTITY = "assumeRoleWithWebIdentity";

    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::([0-9]{12}):role/.+");

    private PulumiRole() {}

    /**
     * The account of the role. What a token is exchanged for is only a step on the way if other roles are assumed after it.
     *
     * @param settings the settings that are said, of which those that are not known are nothing
     * @return the account; empty if no role is assumed, or nobody knows which one is the last
     */
    static Optional<String> accountOf(Map<String, Field> settings) {
        return List.of(ALL_ASSUMED, ASSUMED, BY_WEB_IDENTITY).stream()
                .flatMap(name -> Optional.ofNullable(settings.get(name)).stream())
                .map(PulumiRole::parsed)
                .filter(setting -> !setting.isList() || !setting.items().isEmpty())
                .findFirst()
                .map(setting ->
                        setting.isList() ? setting.items().get(setting.items().size() - 1) : setting)
                .flatMap(role -> role.member("roleArn"))
                .filter(Field::isText)
                .flatMap(Field::text)
                .map(ROLE::matcher)
                .filter(Matcher::matches)
                .map(arn -> arn.group(1));
    }

    /** Stacks have what is no plain value as a text of JSON. */
    private static Field parsed(Field setting) {
        Optional<String> text = setting.isText() ? setting.text() : Optional.empty();
        if (text.filter(json -> json.startsWith("{") || json.startsWith("[")).isEmpty()) {
            return setting;
        }
        try {
            return Document.parse(text.get(), "setting of a provider", DocumentLimits.TEAM_MANIFEST)
                    .root();
        } catch (InvalidDesiredAccessException e) {
            // What is no JSON says no role, and is compared as it is.
            return setting;
        }
    }
}
