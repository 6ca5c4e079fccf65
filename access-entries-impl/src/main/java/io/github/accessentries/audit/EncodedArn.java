package io.github.accessentries.audit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** ARNs as they stand in records: percent-encoded where they came in the path of a call. */
final class EncodedArn {

    private EncodedArn() {}

    /** Every ARN that goes into a path has a slash, which is encoded there; a plain one may have a percent sign of its own. */
    static String plain(String arn) {
        if (arn.indexOf('%') < 0 || arn.indexOf('/') >= 0) {
            return arn;
        }
        try {
            // The decoder takes plus signs for blanks, as forms do and paths do not.
            return URLDecoder.decode(arn.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return arn;
        }
    }
}
