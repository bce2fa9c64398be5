/** The cURL example of Adapty's "Set transaction with server-side API" page, character by character. */
export const documentedExample = String.raw`curl --location 'https://api.adapty.io/api/v2/server-side-api/purchase/set/transaction/' \
--header 'Authorization: Api-Key <YOUR_SECRET_API_KEY>' \
--header 'adapty-customer-user-id: <YOUR_CUSTOMER_USER_ID>' \
--header 'Content-Type: application/json' \
--data '{
"purchase_type": "subscription",
"store": "app_store",
"environment": "Production",
"store_product_id": "1year.premium",
"store_transaction_id": "30002109551456",
"store_original_transaction_id": "30002109551456",
"is_family_shared": false,
"price": {
"country": "US",
"currency": "USD",
"value": 9.99
},
"purchased_at": "2022-10-12T09:42:50.000000+0000",
"variation_id": "81109d24-ea95-4806-9ec7-b482bbd1a33d",
"originally_purchased_at": "2022-10-12T09:42:50.000000+0000",
"renew_status": true,
"expires_at": "2026-10-12T09:42:50.000000+0000"
}'`;

/** What it sends, byte for byte. */
export const documentedBody = /--data '([^']*)'/.exec(documentedExample)?.[1] ?? "";
