package io.github.accessentries.audit;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.audit.JsonMembers.UnreadableRecord;
import io.github.accessentries.internal.principal.CanonicalArn;
import java.util.Optional;

/** Reads who made a call from {@code userIdentity}. */
final class ActorReader {

    private static final String SSO_ROLE = "AWSReservedSSO_";

    private ActorReader() {}

    static Actor read(JsonMembers identity) throws UnreadableRecord {
        JsonMembers context = identity.in("sessionContext");
        JsonMembers issuer = context.in("sessionIssuer");
        Optional<String> type = identity.text("type");
        Optional<String> provider = context.in("webIdFederationData").text("federatedProvider");
        Optional<String> behalf = identity.in("onBehalfOf").text("userId");
        Optional<String> arn = identity.text("arn");
        Optional<PrincipalArn> principal = principal(issuer.text("arn"), arn);
        Optional<String> session = session(arn, identity.text("principalId"));
        Actor.Kind kind = kind(type.orElse(""), principal, provider.isPresent(), behalf.isPresent());
        boolean sso = isOfIdentityCenter(principal);
        boolean hasSession =
                kind == Actor.Kind.ROLE || kind == Actor.Kind.WEB_IDENTITY || kind == Actor.Kind.IDENTITY_CENTER;
        Actor.Builder actor = Actor.builder()
                .kind(kind)
                .recordedType(type)
                .principal(principal)
                .arn(arn)
                .accountId(account(identity, issuer))
                .provider(provider)
                .person(sso ? session : behalf)
                .service(identity.text("invokedBy"));
        return actor.session(hasSession ? session : Optional.empty()).build();
    }

    private static Actor.Kind kind(
            String type, Optional<PrincipalArn> principal, boolean webIdentity, boolean onBehalf) {
        return switch (type) {
            case "IAMUser" -> Actor.Kind.USER;
            case "Root" -> Actor.Kind.ROOT;
            case "AWSService" -> Actor.Kind.AWS_SERVICE;
            case "IdentityCenterUser" -> Actor.Kind.IDENTITY_CENTER;
            case "WebIdentityUser" -> Actor.Kind.WEB_IDENTITY;
            case "FederatedUser", "SAMLUser" -> Actor.Kind.FEDERATED;
            case "AssumedRole", "Role" -> {
                if (webIdentity) {
                    yield Actor.Kind.WEB_IDENTITY;
                }
                yield onBehalf || isOfIdentityCenter(principal) ? Actor.Kind.IDENTITY_CENTER : Actor.Kind.ROLE;
            }
            default -> Actor.Kind.UNKNOWN;
        };
    }

    private static boolean isOfIdentityCenter(Optional<PrincipalArn> principal) {
        return principal
                .filter(role -> role.isRole() && role.name().startsWith(SSO_ROLE))
                .isPresent();
    }

    /** The issuer of a session has its path; the ARN of the session has not. */
    private static Optional<PrincipalArn> principal(Optional<String> issuer, Optional<String> arn) {
        return issuer.filter(text -> !text.isBlank())
                .map(PrincipalArn::fromEks)
                .filter(PrincipalArn::isRoleOrUser)
                .or(() -> arn.flatMap(ActorReader::withoutPath));
    }

    private static Optional<PrincipalArn> withoutPath(String arn) {
        try {
            CanonicalArn told = CanonicalArn.of(arn);
            return told.kind() == CanonicalArn.Kind.ROOT
                    ? Optional.empty()
                    : Optional.of(PrincipalArn.fromEks(told.text())).filter(PrincipalArn::isRoleOrUser);
        } catch (IllegalArgumentException noPrincipal) {
            return Optional.empty();
        }
    }

    private static Optional<String> account(JsonMembers identity, JsonMembers issuer) throws UnreadableRecord {
        Optional<String> own = identity.text("accountId");
        return own.isPresent() ? own : issuer.text("accountId");
    }

    private static Optional<String> session(Optional<String> arn, Optional<String> principalId) {
        return arn.filter(text -> text.contains(":assumed-role/"))
                .map(text -> text.substring(text.lastIndexOf('/') + 1))
                .or(() -> principalId.filter(id -> id.indexOf(':') > 0).map(id -> id.substring(id.indexOf(':') + 1)));
    }

    static MfaUse mfa(JsonMembers recorded, Actor actor) throws UnreadableRecord {
        Optional<String> used = recorded.in("additionalEventData").text("MFAUsed");
        Optional<Boolean> authenticated = recorded.in("userIdentity")
                .in("sessionContext")
                .in("attributes")
                .flag("mfaAuthenticated");
        if (used.filter("Yes"::equals).isPresent()
                || authenticated.filter(Boolean::booleanValue).isPresent()) {
            return MfaUse.USED;
        }
        boolean signsInWithAws =
                actor.kind() == Actor.Kind.USER || actor.kind() == Actor.Kind.ROOT || actor.kind() == Actor.Kind.ROLE;
        return signsInWithAws && (used.filter("No"::equals).isPresent() || authenticated.isPresent())
                ? MfaUse.NOT_USED
                : MfaUse.UNKNOWN;
    }
}
