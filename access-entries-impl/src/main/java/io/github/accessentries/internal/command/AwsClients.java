package io.github.accessentries.internal.command;

import io.github.accessentries.kubernetes.WritableKubernetesApi;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Makes the clients of a command, which the command closes. Those of the SDK, or, in tests, of a fake. */
public interface AwsClients {

    /**
     * Makes a client of EKS.
     *
     * @param connection where, and as whom
     * @return the client
     */
    EksClient eks(Connection connection);

    /**
     * Makes a client of STS.
     *
     * @param connection where, and as whom
     * @return the client
     */
    StsClient sts(Connection connection);

    /**
     * Makes a client of IAM.
     *
     * @param connection where, and as whom
     * @return the client
     */
    IamClient iam(Connection connection);

    /**
     * Makes a way to a cluster's own API, with tokens of the same credentials. Blocks while it describes the cluster.
     *
     * @param connection where, and as whom
     * @param eks describes the cluster, for as long as the API is used
     * @param cluster the cluster's name
     * @return its API
     */
    WritableKubernetesApi kubernetes(Connection connection, EksClient eks, String cluster);
}
