package io.opsframework.juju;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The cloud that a model is in, and how one reaches it.
 *
 * @param type the kind of cloud, {@code lxd}, {@code ec2} or {@code kubernetes}
 * @param name the cloud's name in Juju
 * @param region the region, where the cloud has some
 * @param endpoint where the cloud answers
 * @param identityEndpoint where its identity service answers
 * @param storageEndpoint where its storage service answers
 * @param credential how one logs in
 * @param caCertificates the certificates, in PEM, by which the cloud is known
 * @param skipTlsVerify whether Juju itself does not look at the cloud's certificate
 * @param controllerCloud whether the controller lives in this cloud too
 */
public record CloudSpec(String type, String name, @Nullable String region, @Nullable String endpoint,
		@Nullable String identityEndpoint, @Nullable String storageEndpoint, @Nullable CloudCredential credential,
		List<String> caCertificates, boolean skipTlsVerify, boolean controllerCloud) {

	public CloudSpec {
		caCertificates = List.copyOf(caCertificates);
	}

	/**
	 * A cloud of which no more is known than how one logs in.
	 * @param type the kind of cloud
	 * @param name the cloud's name in Juju
	 * @param credential how one logs in; {@code null} if one need not
	 * @return the cloud
	 */
	public static CloudSpec of(String type, String name, @Nullable CloudCredential credential) {
		return new CloudSpec(type, name, null, null, null, null, credential, List.of(), false, false);
	}

}
