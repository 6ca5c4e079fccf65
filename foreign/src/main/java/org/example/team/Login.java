package org.example.team;

import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.mapping.AccessEntryMapper;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** Lets people in by their tokens. */
public final class Login {

    private Login() {}

    public static String token(String cluster, String region, AwsCredentialsProvider credentials) {
        return EksTokens.builder()
                .credentialsProvider(credentials)
                .region(Region.of(region))
                .build()
                .mint(cluster)
                .value();
    }

    public static TokenVerifier verifier(SdkHttpClient sts) {
        return CachedTokenVerifier.of(StsTokenVerifier.builder().httpClient(sts).build());
    }

    public static Authenticator authenticator(AccessEntries cluster, String name, TokenVerifier verifier) {
        return IamAuthenticator.builder()
                .clusterName(name)
                .verifier(verifier)
                .mapper(AccessEntryMapper.of(cluster))
                .build();
    }
}
