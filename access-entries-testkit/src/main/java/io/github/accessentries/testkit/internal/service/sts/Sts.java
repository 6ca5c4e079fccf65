package io.github.accessentries.testkit.internal.service.sts;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.testkit.internal.service.fault.UnverifiedStsFaults;
import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Caller;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.role.OpenIdProvider;
import io.github.accessentries.testkit.internal.service.role.OpenIdProviders;
import io.github.accessentries.testkit.internal.service.role.RoleOperations;
import io.github.accessentries.testkit.internal.service.trust.TrustQuestion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of roles, as far as the trust policy of each allows them, and of users. A role that nobody gave a policy may be
 * assumed by everybody. Thread-safe.
 */
public final class Sts {

    private static final String ASSUME_ROLE = "sts:AssumeRole";
    private static final String WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity";
    private static final int LEAST_SECONDS = 900;
    private static final int MOST_SECONDS = 43_200;
    private static final int DEFAULT_SECONDS = 3600;
    private static final int MOST_SECONDS_OF_USER = 129_600;

    private final Iam iam;
    private final RoleOperations roles;
    private final OpenIdProviders providers;
    private final Clock clock;

    /** Makes an STS over an IAM. */
    public Sts(Iam iam, RoleOperations roles, OpenIdProviders providers, Clock clock) {
        this.iam = iam;
        this.roles = roles;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * Whether a session can have this name.
     *
     * @param name any text
     * @return {@code true} for 2 to 64 letters, digits and any of {@code _+=,.@-}
     */
    public static boolean canName(String name) {
        return StsParameters.canNameSession(name);
    }

    /**
     * AssumeRole.
     *
     * @param by the credentials of whoever asks
     * @param request what is asked for
     * @return the credentials of a new session
     */
    public AccessKey assumeRole(AccessKey by, AssumeRole request) {
        SessionRequest session = request.session();
        int seconds = StsParameters.seconds(session.durationSeconds(), DEFAULT_SECONDS);
        new StsParameters()
                .roleArn(session.roleArn())
                .sessionName(session.roleSessionName())
                .duration(seconds, LEAST_SECONDS, MOST_SECONDS)
                .externalId(request.externalId())
                .tokenCode(request.tokenCode())
                .sourceIdentity(request.sourceIdentity())
                .require();
        boolean mfa = mfa(by, request.serialNumber(), request.tokenCode());
        Caller caller = by.caller();
        String roleArn = requireNonNull(session.roleArn());
        StoredPrincipal role = role(roleArn).orElseThrow(() -> StsFaults.notAuthorized(caller, ASSUME_ROLE, roleArn));
        List<String> more = new ArrayList<>();
        if (!request.tags().isEmpty()) {
            more.add("sts:TagSession");
        }
        if (request.sourceIdentity() != null) {
            more.add("sts:SetSourceIdentity");
        }
        TrustQuestion question =
                new TrustQuestion(ASSUME_ROLE, names(caller), Optional.empty(), context(caller, request, mfa));
        if (!roles.detailsOf(role).trust().allows(question, more)) {
            throw StsFaults.notAuthorized(caller, ASSUME_ROLE, roleArn);
        }
        return open(role, session, seconds, () -> StsFaults.notAuthorized(caller, ASSUME_ROLE, roleArn));
    }

    /** Every name that a policy may call somebody by. */
    private static Set<String> names(Caller caller) {
        IamArn arn = caller.principal().arn();
        Set<String> names = new HashSet<>();
        names.add(caller.arn());
        names.add(arn.toString());
        names.add(caller.account());
        names.add("arn:" + arn.partition() + ":iam::" + arn.account() + ":root");
        return names;
    }

    private static Map<String, String> context(Caller caller, AssumeRole request, boolean mfa) {
        Map<String, String> context = new HashMap<>();
        context.put("aws:multifactorauthpresent", String.valueOf(mfa));
        context.put("aws:principalarn", caller.principal().arn().toString());
        context.put("aws:principalaccount", caller.account());
        context.put("aws:userid", caller.userId());
        putIfGiven(context, "sts:rolesessionname", request.session().roleSessionName());
        putIfGiven(context, "sts:externalid", request.externalId());
        putIfGiven(context, "sts:sourceidentity", request.sourceIdentity());
        request.tags().forEach((key, value) -> context.put("aws:requesttag/" + key.toLowerCase(Locale.ROOT), value));
        return context;
    }

    private static void putIfGiven(Map<String, String> context, String key, @Nullable String value) {
        if (value != null) {
            context.put(key, value);
        }
    }

    /** Any code of six digits is that of any factor in the caller's account; a session keeps what its user has shown. */
    private static boolean mfa(AccessKey by, @Nullable String serialNumber, @Nullable String tokenCode) {
        if (serialNumber == null && tokenCode == null) {
            return by.hasMfa();
        }
        if (serialNumber == null || tokenCode == null) {
            throw StsFaults.mfaIncomplete();
        }
        IamArn own = by.owner().arn();
        if (!serialNumber.startsWith("arn:" + own.partition() + ":iam::" + own.account() + ":mfa/")) {
            throw StsFaults.mfaInvalid();
        }
        return true;
    }

    private Optional<StoredPrincipal> role(String roleArn) {
        IamArn arn = IamArn.parse(roleArn).orElseThrow(() -> UnverifiedStsFaults.roleInvalid(roleArn));
        return iam.resolve(arn).filter(principal -> arn.isRole());
    }

    private AccessKey open(
            StoredPrincipal role, SessionRequest session, int seconds, Supplier<? extends RuntimeException> refusal) {
        if (seconds > roles.detailsOf(role).maxSessionSeconds()) {
            throw StsFaults.longerThanTheRoleAllows();
        }
        try {
            return iam.newSession(role, requireNonNull(session.roleSessionName()), Duration.ofSeconds(seconds));
        } catch (IllegalStateException deletedMeanwhile) {
            throw refusal.get();
        }
    }

    /**
     * AssumeRoleWithWebIdentity.
     *
     * @param request what is asked for
     * @param token the token, which only has to be of a sensible length here
     * @param identity what the token says, empty if nobody known has signed it
     * @return the new session
     */
    public WebSession assumeRoleWithWebIdentity(
            SessionRequest request, @Nullable String token, Optional<WebIdentity> identity) {
        int seconds = StsParameters.seconds(request.durationSeconds(), DEFAULT_SECONDS);
        new StsParameters()
                .roleArn(request.roleArn())
                .sessionName(request.roleSessionName())
                .token(token)
                .duration(seconds, LEAST_SECONDS, MOST_SECONDS)
                .require();
        WebIdentity who = identity.orElseThrow(StsFaults::webIdentityUnknown);
        Instant now = clock.instant();
        if (!now.isBefore(who.expiresAt())) {
            throw StsFaults.webIdentityExpired(now, who.expiresAt());
        }
        String roleArn = requireNonNull(request.roleArn());
        StoredPrincipal role = role(roleArn).orElseThrow(() -> StsFaults.webIdentityNotAuthorized());
        OpenIdProvider provider =
                providers.of(role.arn(), who.issuer()).orElseThrow(() -> StsFaults.noProvider(who.issuer()));
        String audience = who.audiences().stream()
                .filter(provider.clientIds()::contains)
                .findFirst()
                .orElseThrow(StsFaults::wrongAudience);
        String keys = provider.url().toLowerCase(Locale.ROOT);
        Map<String, String> context = Map.of(
                keys + ":sub",
                who.subject(),
                keys + ":aud",
                audience,
                "sts:rolesessionname",
                requireNonNull(request.roleSessionName()));
        TrustQuestion question = new TrustQuestion(WEB_IDENTITY, Set.of(), Optional.of(provider.arn()), context);
        if (!roles.detailsOf(role).trust().allows(question, List.of())) {
            throw StsFaults.webIdentityNotAuthorized();
        }
        return new WebSession(open(role, request, seconds, StsFaults::webIdentityNotAuthorized), who, audience);
    }

    /**
     * GetSessionToken.
     *
     * @param by the keys of a user
     * @return temporary credentials of the same user
     */
    public AccessKey sessionToken(
            AccessKey by, @Nullable String durationSeconds, @Nullable String serialNumber, @Nullable String tokenCode) {
        int seconds = StsParameters.seconds(durationSeconds, MOST_SECONDS);
        new StsParameters()
                .duration(seconds, LEAST_SECONDS, MOST_SECONDS_OF_USER)
                .tokenCode(tokenCode)
                .require();
        if (by.sessionToken().isPresent()) {
            throw StsFaults.sessionForASession();
        }
        return iam.newUserSession(by.owner(), Duration.ofSeconds(seconds), mfa(by, serialNumber, tokenCode));
    }

    /**
     * GetAccessKeyInfo.
     *
     * @return the account that the key belongs to
     */
    public String accountOf(@Nullable String accessKeyId) {
        new StsParameters().accessKeyId(accessKeyId).require();
        String id = requireNonNull(accessKeyId);
        return iam.key(id)
                .orElseThrow(() -> UnverifiedStsFaults.accessKeyUnknown(id))
                .caller()
                .account();
    }
}
