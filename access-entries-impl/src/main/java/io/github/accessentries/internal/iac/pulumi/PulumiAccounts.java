package io.github.accessentries.internal.iac.pulumi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which accounts the clusters of a document are: as the ARNs of their entries say, or else as their providers do. What providers say
 * alike is the same account, known or not.
 */
final class PulumiAccounts {

    /** Settings of a provider that choose the account. */
    private static final List<String> CHOOSING = List.of(
            "accessKey",
            "allowedAccountIds",
            "assumeRole",
            "assumeRoles",
            "assumeRoleWithWebIdentity",
            "profile",
            "sharedConfigFiles",
            "sharedCredentialsFile",
            "sharedCredentialsFiles");

    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::([0-9]{12}):role/");

    private final PulumiDocument document;
    private final Map<String, String> bySettings = new HashMap<>();

    PulumiAccounts(PulumiDocument document) {
        this.document = document;
        for (PulumiResource resource : document.resources()) {
            PulumiHome.of(resource)
                    .ifPresent(home -> settingsOf(resource)
                            .ifPresent(settings -> bySettings.putIfAbsent(settings, home.account())));
        }
    }

    /** The account of a resource, or what says it; empty if that does not stand here. */
    Optional<String> of(PulumiResource resource) {
        return PulumiHome.of(resource)
                .map(PulumiHome::account)
                .or(() -> settingsOf(resource).map(settings -> told(resource, settings)));
    }

    /** Settings may have keys and other things that nobody is to see, so the first provider that has them stands for them. */
    private String told(PulumiResource resource, String settings) {
        return settings.isEmpty() || settings.matches("[0-9]{12}")
                ? bySettings.getOrDefault(settings, settings)
                : bySettings.computeIfAbsent(
                        settings,
                        each -> "the account of the provider "
                                + document.providerOf(resource)
                                        .map(PulumiResource::name)
                                        .orElse(""));
    }

    /** What is said of the account: the role that is assumed in it, or whatever else there is. */
    private Optional<String> settingsOf(PulumiResource resource) {
        if (resource.provider().isEmpty()) {
            return Optional.of("");
        }
        return document.providerOf(resource).map(provider -> {
            Map<String, String> settings = new TreeMap<>();
            CHOOSING.forEach(name -> provider.properties()
                    .member(name)
                    .filter(field -> !field.isEmpty())
                    .ifPresent(setting -> settings.put(name, setting.asOneText())));
            Matcher role = ROLE.matcher(settings.toString());
            String account = settings.isEmpty() ? "" : settings.toString();
            while (role.find()) {
                // Of several roles, the last one is what the provider works as.
                account = role.group(1);
            }
            return account;
        });
    }
}
