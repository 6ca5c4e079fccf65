package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Every endpoint that clusters accept, with the whole token compared to an own calculation of Signature Version 4. */
class EksTokensPartitionTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @CsvSource({
        "us-west-2, false, false, sts.us-west-2.amazonaws.com",
        "us-west-2, true, false, sts-fips.us-west-2.amazonaws.com",
        "us-west-2, false, true, sts.us-west-2.api.aws",
        "us-west-2, true, true, sts-fips.us-west-2.api.aws",
        "cn-north-1, false, false, sts.cn-north-1.amazonaws.com.cn",
        "cn-north-1, true, false, sts-fips.cn-north-1.amazonaws.com.cn",
        "cn-north-1, false, true, sts.cn-north-1.api.amazonwebservices.com.cn",
        "cn-north-1, true, true, sts-fips.cn-north-1.api.amazonwebservices.com.cn",
        "us-gov-west-1, false, false, sts.us-gov-west-1.amazonaws.com",
        "us-gov-west-1, true, false, sts.us-gov-west-1.amazonaws.com",
        "us-gov-west-1, false, true, sts.us-gov-west-1.api.aws",
        "us-gov-west-1, true, true, sts-fips.us-gov-west-1.api.aws",
        "us-iso-east-1, false, false, sts.us-iso-east-1.c2s.ic.gov",
        "us-iso-east-1, true, false, sts-fips.us-iso-east-1.c2s.ic.gov",
        "us-isob-east-1, false, false, sts.us-isob-east-1.sc2s.sgov.gov",
        "us-isob-east-1, true, false, sts-fips.us-isob-east-1.sc2s.sgov.gov",
        "eu-isoe-west-1, false, false, sts.eu-isoe-west-1.cloud.adc-e.uk",
        "eu-isoe-west-1, true, false, sts-fips.eu-isoe-west-1.cloud.adc-e.uk",
        "us-isof-south-1, false, false, sts.us-isof-south-1.csp.hci.ic.gov",
        "us-isof-south-1, true, false, sts-fips.us-isof-south-1.csp.hci.ic.gov",
        "eusc-de-east-1, false, false, sts.eusc-de-east-1.amazonaws.eu",
        "eusc-de-east-1, true, false, sts-fips.eusc-de-east-1.amazonaws.eu",
        "eusc-de-east-1, false, true, sts.eusc-de-east-1.api.amazonwebservices.eu",
        "eusc-de-east-1, true, true, sts-fips.eusc-de-east-1.api.amazonwebservices.eu"
    })
    void mint_everyEndpoint_isByteForByteTheIndependentCalculation(
            String region, boolean fips, boolean dualStack, String host) throws GeneralSecurityException {
        for (String session : new String[] {"", "IQoJb3JpZ2luX2VjEXAMPLE/token+with=chars=="}) {
            AwsCredentials credentials = session.isEmpty()
                    ? AwsBasicCredentials.create("AKIDEXAMPLE", SECRET)
                    : AwsSessionCredentials.create("AKIDEXAMPLE", SECRET, session);
            EksToken token = EksTokens.builder()
                    .credentialsProvider(StaticCredentialsProvider.create(credentials))
                    .region(Region.of(region))
                    .fips(fips)
                    .dualStack(dualStack)
                    .clock(Clock.fixed(Instant.parse("2015-08-30T12:36:00Z"), ZoneOffset.UTC))
                    .build()
                    .mint("my-cluster");

            String url =
                    new String(Base64.getUrlDecoder().decode(token.value().substring("k8s-aws-v1.".length())), UTF_8);
            assertThat(sorted(url)).isEqualTo(sorted(expected(host, region, session)));
        }
    }

    /** The order of parameters is free, and the signature is over the sorted form. */
    private static String sorted(String url) {
        String[] halves = url.split("\\?", 2);
        return halves[0] + "?"
                + Arrays.stream(halves[1].split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    private static String expected(String host, String region, String session) throws GeneralSecurityException {
        String scope = "20150830/" + region + "/sts/aws4_request";
        TreeMap<String, String> parameters = new TreeMap<>(Map.of(
                "Action", "GetCallerIdentity",
                "Version", "2011-06-15",
                "X-Amz-Algorithm", "AWS4-HMAC-SHA256",
                "X-Amz-Credential", "AKIDEXAMPLE/" + scope,
                "X-Amz-Date", "20150830T123600Z",
                "X-Amz-Expires", "60",
                "X-Amz-SignedHeaders", "host;x-k8s-aws-id"));
        if (!session.isEmpty()) {
            parameters.put("X-Amz-Security-Token", session);
        }
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String request = "GET\n/\n" + query + "\nhost:" + host + "\nx-k8s-aws-id:my-cluster\n\nhost;x-k8s-aws-id\n"
                + EMPTY_SHA256;
        String toSign = "AWS4-HMAC-SHA256\n20150830T123600Z\n" + scope + "\n"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request.getBytes(UTF_8)));
        byte[] key = ("AWS4" + SECRET).getBytes(UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return "https://" + host + "/?" + query + "&X-Amz-Signature="
                + HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
