package io.github.accessentries.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiServerConfigurationTest {

    @Test
    void authorization_keepsUsersOfTheSystemAway_andLetsRbacDecideWhereTheWebhookCannot() {
        assertThat(ApiServerConfiguration.authorization(Path.of("/etc/kubernetes/authorize.yaml")))
                .isEqualTo("""
                        apiVersion: apiserver.config.k8s.io/v1
                        kind: AuthorizationConfiguration
                        authorizers:
                          - type: Node
                            name: node
                          - type: Webhook
                            name: access-entries
                            webhook:
                              authorizedTTL: '10s'
                              unauthorizedTTL: '10s'
                              timeout: '5s'
                              subjectAccessReviewVersion: v1
                              matchConditionSubjectAccessReviewVersion: v1
                              failurePolicy: NoOpinion
                              connectionInfo:
                                type: KubeConfigFile
                                kubeConfigFile: /etc/kubernetes/authorize.yaml
                              matchConditions:
                                - expression: '!request.user.startsWith(''system:'')'
                          - type: RBAC
                            name: rbac
                        """);
    }

    @Test
    void authentication_letsAnonymousRequestsReachHealthChecksOnly() {
        assertThat(ApiServerConfiguration.authentication()).isEqualTo("""
                        apiVersion: apiserver.config.k8s.io/v1
                        kind: AuthenticationConfiguration
                        anonymous:
                          enabled: true
                          conditions:
                            - path: /livez
                            - path: /readyz
                            - path: /healthz
                        """);
    }
}
