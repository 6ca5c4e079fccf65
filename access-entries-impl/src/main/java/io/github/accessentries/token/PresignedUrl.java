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
    private static final String AUTHORITY = "//";

    static PresignedUrl parse(String url, UrlForm form, StsHosts hosts) throws RefusedToken {
        if (!form.admits(url)) {
            throw new RefusedToken(
                    RejectionReason.BAD_URL, "the URL has a blank, a control character or a fragment in it");
        }
        String hierarchy = afterScheme(withoutFragment(url));
        if (!hierarchy.startsWith(AUTHORITY)) {
            throw badHost();
        }
        int question = endOr(hierarchy.indexOf('?'), hierarchy);
        int path = hierarchy.indexOf('/', AUTHORITY.length());
        path = path < 0 || path > question ? question : path;
        String host = hierarchy.substring(AUTHORITY.length(), path);
        String signingRegion = hosts.signingRegion(host).orElseThrow(PresignedUrl::badHost);
        if (!hierarchy.substring(path, question).equals("/")) {
            throw new RefusedToken(RejectionReason.BAD_PATH, "the path of the URL is not /");
        }
        String rawQuery = hierarchy.substring(Math.min(question + 1, hierarchy.length()));
        return new PresignedUrl(host, signingRegion, PresignedQuery.parse(rawQuery, form));
    }

    private static String withoutFragment(String url) {
        return url.substring(0, endOr(url.indexOf('#'), url));
    }

    private static int endOr(int index, String text) {
        return index < 0 ? text.length() : index;
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

    /** What the token says that it was signed with; empty if it says nothing. */
    String accessKeyId() {
        String credential = query.value(Parameter.CREDENTIAL).orElse("");
        return credential.substring(0, endOr(credential.indexOf('/'), credential));
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
