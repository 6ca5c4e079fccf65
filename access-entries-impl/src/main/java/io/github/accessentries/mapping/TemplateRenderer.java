package io.github.accessentries.mapping;

import io.github.accessentries.authn.IamIdentity;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Fills an identity into the templates of user names and groups as the public authenticator does: plain replacement, one
 * variable after the other, and what is no variable stays as it is.
 */
final class TemplateRenderer {

    private static final String PRIVATE_DNS_NAME = "{{EC2PrivateDNSName}}";
    private static final Pattern INSTANCE_ID = Pattern.compile("i-(\\w{8}|\\w{17})");

    private final Function<String, Optional<String>> privateDnsNames;

    TemplateRenderer(Function<String, Optional<String>> privateDnsNames) {
        this.privateDnsNames = privateDnsNames;
    }

    /** The text, empty if the template asks for the name of an instance that is not known. */
    Optional<String> render(String template, IamIdentity identity) {
        if (!template.contains(PRIVATE_DNS_NAME)) {
            return Optional.of(renderIdentity(template, identity));
        }
        return identity.sessionName()
                .filter(session -> INSTANCE_ID.matcher(session).matches())
                .flatMap(privateDnsNames)
                .map(name -> renderIdentity(template.replace(PRIVATE_DNS_NAME, name), identity));
    }

    private static String renderIdentity(String template, IamIdentity identity) {
        String sessionName = identity.sessionName().orElse("");
        return template.replace("{{AccountID}}", identity.accountId())
                .replace("{{SessionName}}", sessionName.replace('@', '-'))
                .replace("{{SessionNameRaw}}", sessionName)
                .replace("{{AccessKeyID}}", identity.accessKeyId());
    }
}
