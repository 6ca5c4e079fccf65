package io.github.accessentries.testkit.internal.wire.sts;

import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedStsFaults;
import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Caller;
import io.github.accessentries.testkit.internal.service.sts.AssumeRole;
import io.github.accessentries.testkit.internal.service.sts.SessionRequest;
import io.github.accessentries.testkit.internal.service.sts.Sts;
import io.github.accessentries.testkit.internal.service.sts.WebSession;
import io.github.accessentries.testkit.internal.wire.message.AuthenticationErrors;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.query.Form;
import io.github.accessentries.testkit.internal.wire.query.QueryAnswer;
import io.github.accessentries.testkit.internal.wire.query.QueryOperation;
import io.github.accessentries.testkit.internal.wire.query.QueryService;
import io.github.accessentries.testkit.internal.wire.signature.RequestAuthenticator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** STS on the wire. */
public final class StsProtocol {

    /** Of its API, which is also in the URLs of tokens. */
    public static final String VERSION = "2011-06-15";

    private final Sts sts;
    private final WebIdentities webIdentities;

    private StsProtocol(Cloud cloud) {
        this.sts = cloud.sts();
        this.webIdentities = new WebIdentities(cloud);
    }

    /** Speaks for the STS of a cloud. */
    public static Protocol of(Cloud cloud, RequestAuthenticator authenticator) {
        return new QueryService(AuthenticationErrors.STS, VERSION, operations(cloud), cloud.ids(), authenticator);
    }

    static List<QueryOperation> operations(Cloud cloud) {
        return new StsProtocol(cloud).operations();
    }

    private List<QueryOperation> operations() {
        return List.of(
                QueryOperation.of("GetCallerIdentity", form -> StsProtocol::callerIdentity),
                QueryOperation.of("AssumeRole", this::assumeRole)
                        .refusing("Policy", "PolicyArns", "ProvidedContexts", "MinimumSessionTokenSize"),
                QueryOperation.of("AssumeRoleWithWebIdentity", this::assumeRoleWithWebIdentity)
                        .refusing("Policy", "PolicyArns", "ProviderId", "MinimumSessionTokenSize")
                        .unsigned(),
                QueryOperation.of("GetSessionToken", this::sessionToken).refusing("MinimumSessionTokenSize"),
                QueryOperation.of("GetAccessKeyInfo", this::accessKeyInfo));
    }

    private static Optional<QueryAnswer> callerIdentity(Optional<AccessKey> by) {
        Caller caller = by.orElseThrow().caller();
        return Optional.of(new QueryAnswer()
                .with("Arn", caller.arn())
                .with("UserId", caller.userId())
                .with("Account", caller.account()));
    }

    private static SessionRequest session(Form form) {
        return new SessionRequest(
                form.text("RoleArn").orElse(null),
                form.text("RoleSessionName").orElse(null),
                form.text("DurationSeconds").orElse(null));
    }

    private QueryOperation.Action assumeRole(Form form) {
        Map<String, String> tags = form.tags("Tags");
        // Which of them the next session in a chain gets decides nothing here, but they have to be there.
        for (String key : form.texts("TransitiveTagKeys")) {
            if (!tags.containsKey(key)) {
                throw UnverifiedStsFaults.transitiveTagMissing(key);
            }
        }
        AssumeRole request = new AssumeRole(
                session(form),
                form.text("ExternalId").orElse(null),
                form.text("SerialNumber").orElse(null),
                form.text("TokenCode").orElse(null),
                form.text("SourceIdentity").orElse(null),
                tags);
        return by -> Optional.of(opened(sts.assumeRole(by.orElseThrow(), request))
                .with("SourceIdentity", Optional.ofNullable(request.sourceIdentity())));
    }

    private QueryOperation.Action assumeRoleWithWebIdentity(Form form) {
        SessionRequest request = session(form);
        String token = form.text("WebIdentityToken").orElse(null);
        return by -> {
            WebSession session = sts.assumeRoleWithWebIdentity(
                    request, token, token == null ? Optional.empty() : webIdentities.of(token));
            return Optional.of(opened(session.key())
                    .with("SubjectFromWebIdentityToken", session.identity().subject())
                    .with("Provider", session.identity().issuer())
                    .with("Audience", session.audience()));
        };
    }

    private QueryOperation.Action sessionToken(Form form) {
        String duration = form.text("DurationSeconds").orElse(null);
        String serialNumber = form.text("SerialNumber").orElse(null);
        String tokenCode = form.text("TokenCode").orElse(null);
        return by -> Optional.of(new QueryAnswer()
                .with(
                        "Credentials",
                        credentials(sts.sessionToken(by.orElseThrow(), duration, serialNumber, tokenCode))));
    }

    private QueryOperation.Action accessKeyInfo(Form form) {
        String id = form.text("AccessKeyId").orElse(null);
        return by -> Optional.of(new QueryAnswer().with("Account", sts.accountOf(id)));
    }

    private static QueryAnswer opened(AccessKey session) {
        return new QueryAnswer()
                .with(
                        "AssumedRoleUser",
                        new QueryAnswer()
                                .with("AssumedRoleId", session.caller().userId())
                                .with("Arn", session.caller().arn()))
                .with("Credentials", credentials(session));
    }

    private static QueryAnswer credentials(AccessKey session) {
        return new QueryAnswer()
                .with("AccessKeyId", session.accessKeyId())
                .with("SecretAccessKey", session.secretAccessKey())
                .with("SessionToken", session.sessionToken().orElseThrow())
                .with("Expiration", session.end().orElseThrow());
    }
}
