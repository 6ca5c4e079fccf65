package io.github.accessentries.testkit.internal.service.sts;

import io.github.accessentries.testkit.internal.service.fault.UnverifiedStsFaults;
import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Caller;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of roles. Trust policies are not played: every caller may assume every role, and a session for as long as a
 * user may. Thread-safe.
 */
public final class Sts {

    private static final int LEAST_ARN_LENGTH = 20;
    private static final int MOST_ARN_LENGTH = 2048;
    private static final int LEAST_NAME_LENGTH = 2;
    private static final int MOST_NAME_LENGTH = 64;
    private static final int LEAST_SECONDS = 900;
    private static final int MOST_SECONDS = 43_200;
    private static final int DEFAULT_SECONDS = 3600;
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]*");

    private final Iam iam;

    /** Makes an STS over an IAM. */
    public Sts(Iam iam) {
        this.iam = iam;
    }

    /**
     * Whether a session can have this name.
     *
     * @param name any text
     * @return {@code true} for 2 to 64 letters, digits and any of {@code _+=,.@-}
     */
    public static boolean canName(String name) {
        return objectionsToName(name).isEmpty();
    }

    /**
     * AssumeRole.
     *
     * @param caller who asks
     * @param request what is asked for
     * @return the credentials of a new session
     */
    public AccessKey assumeRole(Caller caller, AssumeRole request) {
        int seconds = seconds(request.durationSeconds());
        List<String> objections = new ArrayList<>(objectionsToArn(request.roleArn()));
        objections.addAll(objectionsToName(request.roleSessionName()));
        objections.addAll(objectionsToDuration(seconds));
        String roleArn = request.roleArn();
        String name = request.roleSessionName();
        if (!objections.isEmpty() || roleArn == null || name == null) {
            throw StsFaults.constraints(objections);
        }
        IamArn arn = IamArn.parse(roleArn).orElseThrow(() -> UnverifiedStsFaults.roleInvalid(roleArn));
        StoredPrincipal role = iam.resolve(arn)
                .filter(principal -> arn.isRole())
                .orElseThrow(() -> StsFaults.notAuthorized(caller, roleArn));
        try {
            return iam.newSession(role, name, Duration.ofSeconds(seconds));
        } catch (IllegalStateException deletedMeanwhile) {
            throw StsFaults.notAuthorized(caller, roleArn);
        }
    }

    private static int seconds(@Nullable String text) {
        try {
            return text == null ? DEFAULT_SECONDS : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw UnverifiedStsFaults.notANumber("DurationSeconds");
        }
    }

    private static List<String> objectionsToArn(@Nullable String arn) {
        return objectionsToLength("roleArn", arn, LEAST_ARN_LENGTH, MOST_ARN_LENGTH);
    }

    private static List<String> objectionsToName(@Nullable String name) {
        String member = "roleSessionName";
        List<String> objections =
                new ArrayList<>(objectionsToLength(member, name, LEAST_NAME_LENGTH, MOST_NAME_LENGTH));
        if (name != null && !NAME.matcher(name).matches()) {
            objections.add(objection(member, name, "satisfy regular expression pattern: " + NAME));
        }
        return objections;
    }

    private static List<String> objectionsToDuration(int seconds) {
        String member = "durationSeconds";
        if (seconds < LEAST_SECONDS) {
            return List.of(objection(member, seconds, "have value greater than or equal to " + LEAST_SECONDS));
        }
        if (seconds > MOST_SECONDS) {
            return List.of(objection(member, seconds, "have value less than or equal to " + MOST_SECONDS));
        }
        return List.of();
    }

    private static List<String> objectionsToLength(String member, @Nullable String value, int least, int most) {
        if (value == null) {
            return List.of("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
        }
        if (value.length() < least) {
            return List.of(objection(member, value, "have length greater than or equal to " + least));
        }
        if (value.length() > most) {
            return List.of(objection(member, value, "have length less than or equal to " + most));
        }
        return List.of();
    }

    private static String objection(String member, Object value, String constraint) {
        return "Value '" + value + "' at '" + member + "' failed to satisfy constraint: Member must " + constraint;
    }
}
