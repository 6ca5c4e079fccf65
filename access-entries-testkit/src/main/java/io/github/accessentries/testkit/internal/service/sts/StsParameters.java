package io.github.accessentries.testkit.internal.service.sts;

import io.github.accessentries.testkit.internal.service.fault.UnverifiedStsFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The constraints of parameters, all of whose breaches go into one refusal. For one request and one thread. */
final class StsParameters {

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]*");
    private static final Pattern DIGITS = Pattern.compile("[\\d]*");
    private static final int CODE_LENGTH = 6;

    private final List<String> objections = new ArrayList<>();

    static boolean canNameSession(String name) {
        StsParameters parameters = new StsParameters();
        parameters.sessionName(name);
        return parameters.objections.isEmpty();
    }

    StsParameters roleArn(@Nullable String arn) {
        return length("roleArn", arn, 20, 2048);
    }

    StsParameters sessionName(@Nullable String name) {
        return length("roleSessionName", name, 2, 64).form("roleSessionName", name, NAME);
    }

    StsParameters sourceIdentity(@Nullable String name) {
        return name == null ? this : length("sourceIdentity", name, 2, 64).form("sourceIdentity", name, NAME);
    }

    StsParameters externalId(@Nullable String id) {
        return id == null ? this : length("externalId", id, 2, 1224);
    }

    StsParameters tokenCode(@Nullable String code) {
        return code == null
                ? this
                : length("tokenCode", code, CODE_LENGTH, CODE_LENGTH).form("tokenCode", code, DIGITS);
    }

    StsParameters accessKeyId(@Nullable String id) {
        return length("accessKeyId", id, 1, 128);
    }

    StsParameters token(@Nullable String token) {
        return length(
                "webIdentityToken", token == null ? null : "x".repeat(Math.min(token.length(), 20_001)), 4, 20_000);
    }

    /** A number of seconds, the default if there is none. Whatever is no number is refused before all else. */
    static int seconds(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw UnverifiedStsFaults.notANumber("DurationSeconds");
        }
    }

    StsParameters duration(int seconds, int least, int most) {
        String member = "durationSeconds";
        if (seconds < least) {
            objections.add(objection(member, seconds, "have value greater than or equal to " + least));
        } else if (seconds > most) {
            objections.add(objection(member, seconds, "have value less than or equal to " + most));
        }
        return this;
    }

    void require() {
        if (!objections.isEmpty()) {
            throw StsFaults.constraints(objections);
        }
    }

    private StsParameters form(String member, @Nullable String value, Pattern form) {
        if (value != null && !form.matcher(value).matches()) {
            objections.add(objection(member, value, "satisfy regular expression pattern: " + form));
        }
        return this;
    }

    private StsParameters length(String member, @Nullable String value, int least, int most) {
        if (value == null) {
            objections.add("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
        } else if (value.length() < least) {
            objections.add(objection(member, value, "have length greater than or equal to " + least));
        } else if (value.length() > most) {
            objections.add(objection(member, value, "have length less than or equal to " + most));
        }
        return this;
    }

    private static String objection(String member, Object value, String constraint) {
        return "Value '" + value + "' at '" + member + "' failed to satisfy constraint: Member must " + constraint;
    }
}
