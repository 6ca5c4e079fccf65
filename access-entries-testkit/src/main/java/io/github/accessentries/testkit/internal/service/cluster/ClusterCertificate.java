package io.github.accessentries.testkit.internal.service.cluster;

/** The certificate authority that every cluster of a fake shows: a real certificate whose key nobody has. */
final class ClusterCertificate {

    static final String BASE64 =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJrRENDQVRlZ0F3SUJBZ0lVSGd5RUE2aUUrZ094RUgrZURNUm"
                    + "poYmxPMGNFd0NnWUlLb1pJemowRUF3SXcKRlRFVE1CRUdBMVVFQXd3S2EzVmlaWEp1WlhSbGN6QWdGdzB5TmpFeE1q"
                    + "TXlNakkxTlRKYUdBOHlNVEkyTVRBegpNREl5TWpVMU1sb3dGVEVUTUJFR0ExVUVBd3dLYTNWaVpYSnVaWFJsY3pCWk"
                    + "1CTUdCeXFHU000OUFnRUdDQ3FHClNNNDlBd0VIQTBJQUJGNXN6RndHakxOYlZkem0wcG1NN1pQM3NxdUV4Y1haODVU"
                    + "TnRBcE1GZGd3YWYzT214SXcKYTZ5N1RycFpScXhhdEh5L2VIemppYWMrN0JjQnV6RFRmUHVqWXpCaE1CMEdBMVVkRG"
                    + "dRV0JCUWRIelFCcGtjUgpidlJkN3o0STdFUStsQUxuZ1RBZkJnTlZIU01FR0RBV2dCUWRIelFCcGtjUmJ2UmQ3ejRJ"
                    + "N0VRK2xBTG5nVEFQCkJnTlZIUk1CQWY4RUJUQURBUUgvTUE0R0ExVWREd0VCL3dRRUF3SUNwREFLQmdncWhrak9QUV"
                    + "FEQWdOSEFEQkUKQWlBbktydENVT3h1NVh5eW41c05YVjFzbXhRaXlXZnRaVHVOQThQZnk4VzNHQUlnTWJpMU5jNHZY"
                    + "ZFkzYTg4bwpWR1hUWUN1M0E4OW0wY0pQTTdvejU5Ym95dU09Ci0tLS0tRU5EIENFUlRJRklDQVRFLS0tLS0K";

    private ClusterCertificate() {}
}
