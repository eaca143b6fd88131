// SPDX-License-Identifier: Apache-2.0
#include "core/secrets/certificate.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <memory>

#include "core/files/safe_file.h"

namespace hearthside::secrets {

namespace {

template <auto free>
struct OpensslDeleter {
    template <class Thing>
    void operator()(Thing* thing) const {
        free(thing);
    }
};
using Bytes = std::unique_ptr<BIO, OpensslDeleter<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, OpensslDeleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, OpensslDeleter<X509_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, OpensslDeleter<GENERAL_NAMES_free>>;

constexpr std::size_t pem_bytes_at_most = 256 * 1024;
constexpr std::size_t name_bytes_at_most = 253;

huddle::Problem not_made() {
    return {huddle::ProblemKind::not_saved, "The certificate could not be made; please try again."};
}

std::string text_of(BIO* bytes) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bytes, &data);
    return {data, static_cast<std::size_t>(size)};
}

bool is_host_name(const std::string& name) {
    return !name.empty() && name.size() <= name_bytes_at_most && name.front() != '.' && name.front() != '-' &&
           std::ranges::all_of(name, [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || letter == '-' || letter == '.';
           });
}

// Reads an address. A name that only looks like an address is refused.
bool add_name(GENERAL_NAMES* names, const std::string& text) {
    std::unique_ptr<GENERAL_NAME, OpensslDeleter<GENERAL_NAME_free>> name(GENERAL_NAME_new());
    if (!name) return false;
    if (ASN1_OCTET_STRING* address = a2i_IPADDRESS(text.c_str())) {
        GENERAL_NAME_set0_value(name.get(), GEN_IPADD, address);
    } else {
        const bool all_digits =
            std::ranges::all_of(text, [](char letter) { return (letter >= '0' && letter <= '9') || letter == '.'; });
        if (all_digits || !is_host_name(text)) return false;
        ASN1_IA5STRING* host = ASN1_IA5STRING_new();
        if (!host || ASN1_STRING_set(host, text.data(), static_cast<int>(text.size())) != 1) {
            ASN1_IA5STRING_free(host);
            return false;
        }
        GENERAL_NAME_set0_value(name.get(), GEN_DNS, host);
    }
    return sk_GENERAL_NAME_push(names, name.release()) > 0;
}

bool add_extension(X509* certificate, int what, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, OpensslDeleter<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, what, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// 127 random bits: positive, and practically never repeated.
bool number(X509* certificate) {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40);
    const std::unique_ptr<BIGNUM, OpensslDeleter<BN_free>> value(
        BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    return value && BN_to_ASN1_INTEGER(value.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool describe(X509* certificate, const std::string& first_name, GENERAL_NAMES* names, EVP_PKEY* key,
              huddle::Instant wall) {
    const auto from = static_cast<time_t>(
        std::chrono::floor<huddle::Seconds>(wall - std::chrono::hours(1)).time_since_epoch().count());
    const auto until = from + static_cast<time_t>(certificate_days) * 24 * 3600 - 1;
    X509_NAME* subject = X509_get_subject_name(certificate);
    // A common name holds 64 letters; browsers check the alternative names.
    const std::string common = first_name.substr(0, 64);
    return X509_set_version(certificate, 2) == 1 && number(certificate) &&
           X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("Hearthside"),
                                      -1, -1, 0) == 1 &&
           X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                                      reinterpret_cast<const unsigned char*>(common.c_str()), -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, subject) == 1 && X509_set_pubkey(certificate, key) == 1 &&
           ASN1_TIME_set(X509_getm_notBefore(certificate), from) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), until) != nullptr &&
           add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
           add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
           add_extension(certificate, NID_subject_key_identifier, "hash") &&
           X509_add1_ext_i2d(certificate, NID_subject_alt_name, names, 0, 0) == 1 &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

std::string fingerprint_of(X509* certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    if (X509_digest(certificate, EVP_sha256(), hash.data(), &size) != 1) return "";
    constexpr const char* digits = "0123456789ABCDEF";
    std::string text;
    for (unsigned at = 0; at < size; ++at) {
        if (at > 0) text += ':';
        text += digits[hash[at] >> 4];
        text += digits[hash[at] & 15];
    }
    return text;
}

}  // namespace

void lock_key_memory() {
    constexpr std::size_t bytes = 64 * 1024, smallest_bytes = 32;
    CRYPTO_secure_malloc_init(bytes, smallest_bytes);
}

huddle::Result<OwnCertificate> make_certificate(const std::vector<std::string>& names, huddle::Instant wall) {
    if (names.empty())
        return huddle::Problem{huddle::ProblemKind::invalid, "A certificate needs a name or an address."};
    const Names alternatives(GENERAL_NAMES_new());
    if (!alternatives) return not_made();
    for (const std::string& name : names) {
        if (!add_name(alternatives.get(), name)) {
            return huddle::Problem{huddle::ProblemKind::invalid,
                                   "\"" + name + "\" is neither a host name nor an IP address."};
        }
    }
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    const Bytes certificate_pem(BIO_new(BIO_s_mem())), key_pem(BIO_new(BIO_s_secmem()));
    if (!key || !certificate || !certificate_pem || !key_pem ||
        !describe(certificate.get(), names.front(), alternatives.get(), key.get(), wall) ||
        PEM_write_bio_X509(certificate_pem.get(), certificate.get()) != 1 ||
        PEM_write_bio_PKCS8PrivateKey(key_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return not_made();
    }
    return OwnCertificate{text_of(certificate_pem.get()), text_of(key_pem.get()), fingerprint_of(certificate.get()),
                          names};
}

huddle::Result<std::string> certificate_fingerprint(const std::filesystem::path& file) {
    const auto pem = files::read_whole_file(file, pem_bytes_at_most);
    const Bytes bytes(pem ? BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())) : nullptr);
    const Certificate certificate(bytes ? PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!certificate)
        return huddle::Problem{huddle::ProblemKind::invalid,
                               "The certificate " + file.string() + " cannot be read; it must be a PEM file."};
    return fingerprint_of(certificate.get());
}

}  // namespace hearthside::secrets
