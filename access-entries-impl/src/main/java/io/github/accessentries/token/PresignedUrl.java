package io.github.accessentries.token;

import io.github.accessentries.authn.RejectionReason;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The URL inside a token, taken apart as raw text: {@code https://HOST/?QUERY} and nothing else. User info, ports,
 * trailing dots and escapes cannot hide in it, since the whole authority has to be the name of an STS endpoint.
 */
record PresignedUrl(String host, String signingRegion, PresignedQuery query) {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final String AUTHORITY = "//";

    static PresignedUrl parse(String url, UrlForm form, StsHosts hosts) throws RefusedToken {
        if (!form.admits(url)) {
            throw new RefusedToken(
                    RejectionReason.BAD_URL, "the URL contains a blank, a control character or a fragment");
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
            throw new RefusedToken(RejectionReason.BAD_URL, "the token does not contain a URL");
        }
        // Only ASCII is left in the scheme at this point.
        if (!scheme.equalsIgnoreCase("https")) {
            throw new RefusedToken(RejectionReason.BAD_SCHEME, "the scheme of the URL is not https");
        }
        return url.substring(colon + 1);
    }

    private static RefusedToken badHost() {
        return new RefusedToken(
                RejectionReason.BAD_HOST,
                "the URL does not point to an STS endpoint of the verifier's partition; mint the token for a region"
                        + " of that partition or, if the region is too new to be known, add it to the verifier's"
                        + " builder");
    }

    /** The access key id that the token claims to be signed with; empty if it names none. */
    String accessKeyId() {
        String credential = query.value(Parameter.CREDENTIAL).orElse("");
        return credential.substring(0, endOr(credential.indexOf('/'), credential));
    }

    /** The request that the URL stands for, rebuilt from its checked parts. */
    SdkHttpRequest.Builder toRequest() {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(host)
                .encodedPath("/");
        query.writeTo(request);
        return request;
    }

    /** Shows only the region; the query is a credential. */
    @Override
    public String toString() {
        return "PresignedUrl[signingRegion=" + signingRegion + "]";
    }
}
