/** The code of an AWS Region of any partition: `eu-west-1`, `us-gov-east-1`, `us-isob-east-1`, `eusc-de-east-1`. */
export const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;
