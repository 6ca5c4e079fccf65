package io.github.accessentries.token;

import io.github.accessentries.authn.RejectionReason;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The URL inside a token, taken apart as raw text: {@code https://HOST/?QUERY} and nothing else. User info, ports,
 * trailing dots and escapes have no place to hide, since the whole authority has to be the name of an STS endpoint.
 */
record PresignedUrl(String host, String signingRegion, PresignedQuery query) {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern NOT_IN_A_URL = Pattern.compile("[\\x00-\\x20\\x7F#]");
    private static final Pattern END_OF_AUTHORITY = Pattern.compile("(?=[/?])");

    static PresignedUrl parse(String url, StsHosts hosts) throws RefusedToken {
        if (NOT_IN_A_URL.matcher(url).find()) {
            throw new RefusedToken(
                    RejectionReason.BAD_URL, "the URL has a blank, a control character or a fragment in it");
        }
        String afterScheme = afterScheme(url);
        if (!afterScheme.startsWith("//")) {
            throw badHost();
        }
        String[] authorityAndRest = END_OF_AUTHORITY.split(afterScheme.substring(2), 2);
        String host = authorityAndRest[0];
        String signingRegion = hosts.signingRegion(host).orElseThrow(PresignedUrl::badHost);
        String[] pathAndQuery = (authorityAndRest.length < 2 ? "" : authorityAndRest[1]).split("\\?", 2);
        if (!pathAndQuery[0].equals("/")) {
            throw new RefusedToken(RejectionReason.BAD_PATH, "the path of the URL is not /");
        }
        return new PresignedUrl(
                host, signingRegion, PresignedQuery.parse(pathAndQuery.length < 2 ? "" : pathAndQuery[1]));
    }

    private static String afterScheme(String url) throws RefusedToken {
        int colon = url.indexOf(':');
        String scheme = url.substring(0, Math.max(colon, 0));
        if (colon >= 0 && !SCHEME.matcher(scheme).matches()) {
            throw new RefusedToken(RejectionReason.BAD_URL, "what the token holds is no URL");
        }
        // Nothing but ASCII is left in the scheme here.
        if (!scheme.equalsIgnoreCase("https")) {
            throw new RefusedToken(RejectionReason.BAD_SCHEME, "the scheme of the URL is not https");
        }
        return url.substring(colon + 1);
    }

    private static RefusedToken badHost() {
        return new RefusedToken(
                RejectionReason.BAD_HOST,
                "the URL does not go to an STS endpoint of the verifier's partition; mint the token for a region of"
                        + " that partition, or name a region that is too new to be known to the verifier's builder");
    }

    /** The request that the URL stands for, made anew of its checked parts. */
    SdkHttpRequest.Builder toRequest() {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(host)
                .encodedPath("/");
        query.writeTo(request);
        return request;
    }

    /** The region alone; the query is a credential. */
    @Override
    public String toString() {
        return "PresignedUrl[signingRegion=" + signingRegion + "]";
    }
}
